import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule, STAY_SIGNED_IN } from './schedule-scene.js';

let service: TestService;
let schedule: Schedule;

beforeAll(async () => {
  service = await startService({ at: MONDAY, settings: STAY_SIGNED_IN });
});
afterAll(() => service.stop());

describe('an entry with days and times', () => {
  beforeEach(async () => {
    schedule = await aSchedule(service, { stations: 3 });
  });

  it('says which times of today are over already, down to the minute that was just missed', async () => {
    service.clock.moveTo('2026-03-02T01:00:01Z');
    const { body } = await schedule.tryToPlace({ rule: null, times: ['05:15', '08:00', '17:15'] });
    expect(body.planned).toBe(3);
    const missed = ['2026-03-02 05:15', '2026-03-02 08:00'];
    expect(body.missed.map(({ localTime }) => localTime)).toEqual(missed);
    expect(body.missed[0]?.stationIds.toSorted()).toEqual(schedule.stationIds.toSorted());
  });

  it.each([
    ['every second week', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', ['2026-03-03']],
    ['the third and the tenth of a month', 'FREQ=MONTHLY;BYMONTHDAY=3,10', ['2026-03-03', '2026-03-10']],
    ['the 31st, beyond what is planned', 'FREQ=MONTHLY;BYMONTHDAY=31', []],
    ['29 February, of 2028', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', []],
  ])('plans %s', async (_, rule, days) => {
    const { status, body } = await schedule.tryToPlace({
      rule,
      times: ['17:15'],
      stationIds: schedule.stationIds.slice(0, 1),
    });
    expect(status).toBe(201);
    expect(body.nextAirings.map(({ airsOn }) => airsOn)).toEqual(days);
  });

  it('airs everywhere that the centre serves but where it is left out, and on extra days', async () => {
    const [, second = '', left = ''] = schedule.stationIds;
    const everywhere = {
      everywhere: true,
      stationIds: [],
      leftOut: [left],
      extraDays: ['2026-03-06'],
      times: ['09:00'],
    };
    const { body } = await schedule.tryToPlace({ ...everywhere, rule: null, startsOn: '2026-03-04' });
    expect(body.planned).toBe(2 * 2);
    const at = body.nextAirings.filter(({ stationId }) => stationId === second);
    expect(at.map(({ airsOn }) => airsOn)).toEqual(['2026-03-04', '2026-03-06']);
    expect(body.nextAirings.map(({ stationId }) => stationId)).not.toContain(left);
  });

  it('refuses a rule with a part that it does not compute, or without days, by name', async () => {
    const hourly = await schedule.tryToPlace({ rule: 'FREQ=DAILY;BYHOUR=5,17' });
    expect([hourly.status, hourly.body]).toMatchObject([409, { code: 'rule-not-supported', part: 'BYHOUR=5,17' }]);
    const never = await schedule.tryToPlace({ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' });
    expect([never.status, never.body.code]).toEqual([409, 'rule-without-days']);
  });

  it('says of a wrong rule what to do about it', async () => {
    const adviceOn = async (rule: string) => (await schedule.tryToPlace({ rule })).body.detail;
    expect(await adviceOn('FREQ=HOURLY')).toContain('FREQ=HOURLY. Leave it out');
    expect(await adviceOn('')).toContain('cannot be read at “”');
    expect(await adviceOn('FREQ=DAILY;')).toContain('cannot be read at “FREQ=DAILY;”');
    expect(await adviceOn('FREQ=FOO')).toContain('cannot be read at “FREQ=FOO”');
    expect(await adviceOn('FREQ=DAILY;INTERVAL=0')).toContain('the value of INTERVAL=0 cannot be used');
    expect(await adviceOn('FREQ=MONTHLY;BYDAY=MO,-1FR')).toContain('do not go together: BYDAY=MO,-1FR');
  });

  it('refuses an entry that airs nowhere, an end that it does not reach, and all stations beside some', async () => {
    const [first = ''] = schedule.stationIds;
    const stations = schedule.centre.stations.map(({ id }) => expect.objectContaining({ id, times: ['17:15'] }));
    const all = { everywhere: true, stationIds: [] };
    const nowhere = await schedule.tryToPlace({ ...all, leftOut: schedule.stationIds });
    expect([nowhere.status, nowhere.body]).toMatchObject([409, { code: 'no-occurrence' }]);
    expect(nowhere.body).toHaveProperty('stations', expect.arrayContaining(stations));
    const pointerOf = async (more: Record<string, unknown>) => {
      const { status, body } = await schedule.tryToPlace(more);
      return [status, body.errors.map(({ pointer }) => pointer)];
    };
    expect(await pointerOf({ rule: null, until: '2026-03-09' })).toEqual([400, ['/until']]);
    expect(await pointerOf({ ...all, stationIds: [first] })).toEqual([400, ['/stationIds']]);
    expect((await schedule.tryToPlace({ rule: null, until: '2026-03-02' })).status).toBe(201);
  });

  it('tells when a monthly entry airs next, though nothing of it is planned yet', async () => {
    const body = await schedule.place({ rule: 'FREQ=MONTHLY;BYMONTHDAY=31', times: ['06:30', '18:30'] });
    expect(body).toMatchObject({
      planned: 0,
      nextAirings: [],
      nextOccurrence: { day: '2026-03-31', time: '06:30' },
    });
  });
});
