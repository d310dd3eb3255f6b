import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';

describe('an entry with days and times', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let programId: string;

  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(NOW);
    centre = await centreWith(service, { stations: 3 });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 60 })).id;
  });

  const stationIds = () => centre.stations.map(({ id }) => id);
  const place = (more: Record<string, unknown>) =>
    editor.client.post<PlacedEntry & { code: string }>('/entries', {
      centreId: centre.id,
      programId,
      startsOn: '2026-03-02',
      times: ['17:15'],
      stationIds: stationIds(),
      ...more,
    });

  it('says which times of today are over already, down to the minute that was just missed', async () => {
    service.clock.moveTo('2026-03-02T01:00:01Z');
    const { body } = await place({ rule: null, times: ['05:15', '08:00', '17:15'] });
    expect(body.planned).toBe(3);
    const missed = ['2026-03-02 05:15', '2026-03-02 08:00'];
    expect(body.missed.map(({ localTime }) => localTime)).toEqual(missed);
    expect(body.missed[0]?.stationIds.toSorted()).toEqual(stationIds().toSorted());
  });

  it.each([
    ['every second week', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', ['2026-03-03']],
    ['the third and the tenth of a month', 'FREQ=MONTHLY;BYMONTHDAY=3,10', ['2026-03-03', '2026-03-10']],
    ['the 31st, beyond what is planned', 'FREQ=MONTHLY;BYMONTHDAY=31', []],
    ['29 February, of 2028', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', []],
  ])('plans %s', async (_, rule, days) => {
    const { status, body } = await place({ rule, times: ['17:15'], stationIds: stationIds().slice(0, 1) });
    expect(status).toBe(201);
    expect(body.nextAirings.map(({ airsOn }) => airsOn)).toEqual(days);
  });

  it('airs everywhere that the centre serves but where it is left out, and on extra days', async () => {
    const [, second = '', left = ''] = stationIds();
    const everywhere = {
      everywhere: true,
      stationIds: [],
      leftOut: [left],
      extraDays: ['2026-03-06'],
      times: ['09:00'],
    };
    const { body } = await place({ ...everywhere, rule: null, startsOn: '2026-03-04' });
    expect(body.planned).toBe(2 * 2);
    const at = body.nextAirings.filter(({ stationId }) => stationId === second);
    expect(at.map(({ airsOn }) => airsOn)).toEqual(['2026-03-04', '2026-03-06']);
    expect(body.nextAirings.map(({ stationId }) => stationId)).not.toContain(left);
  });

  it('refuses a rule with a part that it does not compute, or without days, by name', async () => {
    const hourly = await place({ rule: 'FREQ=DAILY;BYHOUR=5,17' });
    expect([hourly.status, hourly.body]).toMatchObject([409, { code: 'rule-not-supported', part: 'BYHOUR=5,17' }]);
    const never = await place({ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' });
    expect([never.status, never.body.code]).toEqual([409, 'rule-without-days']);
  });
});
