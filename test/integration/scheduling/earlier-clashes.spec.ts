import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { except } from '../../factories/entry.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { newGroup } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Refusal, type Schedule, STAY_SIGNED_IN } from './schedule-scene.js';

describe('an entry that meets another one since a station has joined a group', () => {
  let service: TestService;
  let schedule: Schedule;
  let byName: string;
  let byGroup: string;

  beforeAll(async () => {
    service = await startService({ at: MONDAY, settings: STAY_SIGNED_IN });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    schedule = await aSchedule(service, { seconds: 600, usual: { startsOn: '2026-03-03' } });
    const [here = '', there = ''] = schedule.stationIds;
    const group = await newGroup(service, schedule.centre.id, [there]);
    byName = (await schedule.place({ times: ['06:40', '19:10'], stationIds: [here] })).id;
    byGroup = (await schedule.place({ times: ['07:40', '19:15'], stationIds: [], groupIds: [group] })).id;
    const { client } = await personWith(service, 'administrator');
    expect((await client.post(`/groups/${group}/members`, { stationIds: [here] })).status).toBe(200);
  });

  const change = async (id: string, changes: Record<string, unknown>) => {
    const { status, body } = await schedule.editor.client.edit<Refusal>(`/entries/${id}`, changes);
    return [status, body.code];
  };

  it('is changed as long as that brings about no other meeting', async () => {
    expect(await change(byName, { from: '2027-06-01', times: ['06:45', '19:10'] })).toEqual([200, undefined]);
    expect(await change(byName, { from: '2026-05-01', times: ['06:40', '19:10'] })).toEqual([200, undefined]);
    expect(await change(byGroup, { from: '2026-05-01', times: ['07:30', '19:18'] })).toEqual([200, undefined]);
    const move = { action: 'move', from: '2026-03-12', slot: 0, toTime: '06:50' };
    expect((await except(schedule.editor.client, byName, move)).status).toBe(200);
    expect(await change(byName, { from: '2026-06-01', times: ['06:40'] })).toEqual([200, undefined]);
  });

  it('is refused what makes them meet for longer, at another time, or on other days', async () => {
    expect(await change(byName, { from: '2026-05-01', times: ['06:40', '19:11'] })).toEqual([409, 'airtime-clash']);
    expect(await change(byName, { from: '2026-05-01', times: ['07:35', '19:10'] })).toEqual([409, 'airtime-clash']);
    expect(await change(byName, { from: '2026-05-01', times: ['06:40'] })).toEqual([200, undefined]);
    expect(await change(byName, { from: '2026-07-01', times: ['06:40', '19:10'] })).toEqual([409, 'airtime-clash']);
  });
});
