import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RuleKind } from '../../../src/scheduling/airtime/rule-kind.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import { hours, quietDays } from '../../factories/rules.factory.js';
import type { TestStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule, setRules, STAY_SIGNED_IN } from './schedule-scene.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

let service: TestService;
let administrator: TestPerson;
let schedule: Schedule;
let station: TestStation;

beforeAll(async () => {
  service = await startService({ at: MONDAY, settings: STAY_SIGNED_IN });
  administrator = await personWith(service, 'administrator');
});
afterAll(() => service.stop());
beforeEach(async () => {
  schedule = await aSchedule(service, { seconds: 600 });
  [station] = schedule.centre.stations as [TestStation];
});

const set = (owner: string, kind: RuleKind, periods: object[], more: object = {}) =>
  setRules(administrator, owner, kind, { periods, ...more });
const timeline = (stationId = station.id) => schedule.timeline(stationId);

describe('the hours of a centre', () => {
  it('are those of the settings until it sets its own, for the days that it says', async () => {
    const path = `/centres/${schedule.centre.id}/airtime-rules/hours`;
    expect((await schedule.editor.client.get(path)).body).toMatchObject({ kind: 'hours', periods: [] });
    expect((await schedule.tryToPlace({ times: ['21:30'] })).body.code).toBe('outside-allowed-hours');
    await set(`centres/${schedule.centre.id}`, 'hours', [
      { from: null, until: '2026-03-08', windows: [{ days: EVERY_DAY, from: '05:00', to: '22:00' }] },
      { from: '2026-03-09', until: null, windows: [{ days: EVERY_DAY, from: '05:00', to: '18:00' }] },
    ]);
    expect((await schedule.editor.client.get(path)).body).toMatchObject({
      periods: [
        { from: null, until: '2026-03-08' },
        { from: '2026-03-09', until: null, windows: [{ to: '18:00' }] },
      ],
    });
    expect((await schedule.tryToPlace({ times: ['21:30'], until: '2026-03-08' })).status).toBe(201);
    expect((await schedule.tryToPlace({ times: ['20:30'], startsOn: '2026-03-09' })).body).toMatchObject({
      code: 'outside-allowed-hours',
      hours: [{ day: '2026-03-09', from: '05:00', to: '18:00' }],
    });
  });

  it('narrowed and put back leave the same timeline at once, without a tick', async () => {
    const placed = await schedule.tryToPlace();
    const before = await timeline();
    const narrowed = await set(`centres/${schedule.centre.id}`, 'hours', hours('05:00', '17:20'));
    expect(narrowed.body.consequences).toMatchObject({
      totals: { gap: placed.body.planned },
      byReason: { 'outside-allowed-hours': placed.body.planned },
    });
    expect(narrowed.body.consequences.broadcasts[0]).toMatchObject({
      entryId: placed.body.id,
      localTime: '2026-03-02 17:15',
      reason: 'outside-allowed-hours',
    });
    expect(await timeline()).toEqual([]);
    const again = await set(`centres/${schedule.centre.id}`, 'hours', hours('05:00', '21:00'));
    expect(again.body.consequences).toMatchObject({
      totals: { returned: placed.body.planned },
      byReason: {},
    });
    expect(await timeline()).toEqual(before);
  });

  it('are tried first: a dry run says the same as the deed and changes nothing', async () => {
    await schedule.tryToPlace();
    const before = await timeline();
    const tried = await set(`centres/${schedule.centre.id}`, 'hours', hours('05:00', '17:20'), { dryRun: true });
    expect(tried.body).toMatchObject({ dryRun: true, periods: [], consequences: { totals: { gap: 30 } } });
    expect(await timeline()).toEqual(before);
    const done = await set(`centres/${schedule.centre.id}`, 'hours', hours('05:00', '17:20'));
    expect(done.body.consequences).toEqual(tried.body.consequences);
    expect(await service.sql(`SELECT FROM audit_entries WHERE thing_id = $1`, [schedule.centre.id])).toHaveLength(1);
  });

  it('give airtime that they free to what had clashed there', async () => {
    const first = await schedule.tryToPlace({ stationIds: [station.id], until: '2026-03-04' });
    const longer = await schedule.anotherProgram(60);
    const waiting = await schedule.tryToPlace({
      programId: longer,
      times: ['17:26'],
      stationIds: [station.id],
      until: '2026-03-04',
    });
    // As if it had been planned on days on which the first one is now: a gap by a clash.
    await service.sql("UPDATE entry_terms SET times = '{17:16}' WHERE entry_id = $1", [waiting.body.id]);
    await service.sql(
      `UPDATE broadcasts SET state = 'gap', reason_code = 'airtime-clash', planned_at = NULL, original_sha256 = NULL,
              starts_at = starts_at - interval '10 minutes', ends_at = ends_at - interval '10 minutes' WHERE entry_id = $1`,
      [waiting.body.id],
    );
    const { body } = await set(`centres/${schedule.centre.id}`, 'hours', hours('05:00', '17:20'));
    expect(body.consequences.totals).toEqual({ gap: 3, returned: 3 });
    const gaps = body.consequences.broadcasts.filter(({ kind }) => kind === 'gap');
    expect(new Set(gaps.map(({ entryId }) => entryId))).toEqual(new Set([first.body.id]));
  });

  it.each([
    [
      'windows that overlap over midnight and the end of the week',
      [
        { days: [7], from: '22:00', to: '01:00' },
        { days: [1], from: '00:30', to: '05:00' },
      ],
    ],
    ['a window without a minute', [{ days: [1], from: '05:00', to: '05:00' }]],
    ['no window at all', []],
  ])('refuse %s', async (_, windows) => {
    expect((await set(`centres/${schedule.centre.id}`, 'hours', [{ windows }])).status).toBe(400);
  });

  it('refuse periods that share a day, and another kind than the path says', async () => {
    const [period] = hours('05:00', '21:00');
    const periods = [
      { ...period, until: '2026-03-08' },
      { ...period, from: '2026-03-08' },
    ];
    expect((await set(`centres/${schedule.centre.id}`, 'hours', periods)).status).toBe(400);
    expect((await set(`centres/${schedule.centre.id}`, 'hours', [], { kind: 'quiet' })).status).toBe(400);
  });
});

describe('hours over midnight', () => {
  beforeEach(() => set(`centres/${schedule.centre.id}`, 'hours', hours('22:00', '01:00')));

  it('let programs air on either side of it and across it, and devices obey them', async () => {
    const { id: programId } = await aPlayableProgram(service, { centreId: schedule.centre.id, seconds: 600 });
    await schedule.place({ programId, times: ['23:40', '23:55', '00:50'] });
    expect((await schedule.tryToPlace({ times: ['00:51'] })).body).toMatchObject({
      code: 'outside-allowed-hours',
      hours: [
        { from: '00:00', to: '01:00' },
        { from: '22:00', to: '24:00' },
      ],
    });
    const device = await aStationClient(service, station);
    await device.pull();
    // From the first midnight of the playlist: the end of the evening before, then each night in one piece.
    expect(device.playlist?.hours.slice(0, 2)).toEqual([
      { from: '2026-03-01T17:00:00.000Z', until: '2026-03-01T18:00:00.000Z' },
      { from: '2026-03-02T15:00:00.000Z', until: '2026-03-02T18:00:00.000Z' },
    ]);
    const dueAt = (at: string) => device.due(new Date(at)).map(({ startsAt }) => startsAt);
    expect(dueAt('2026-03-02T16:40:00Z')).toEqual(['2026-03-02T16:40:00.000Z']);
    expect(dueAt('2026-03-02T16:56:00Z')).toEqual(['2026-03-02T16:55:00.000Z']);
    expect(dueAt('2026-03-02T17:50:00Z')).toEqual(['2026-03-02T17:50:00.000Z']);
    // It would end a minute after one o'clock.
    expect(dueAt('2026-03-02T17:51:00Z')).toEqual([]);
  });

  it('end at midnight when a quiet day begins', async () => {
    await set(`centres/${schedule.centre.id}`, 'quiet', quietDays('Quốc tang', '2026-03-04', '2026-03-05'));
    expect((await schedule.tryToPlace({ times: ['00:05', '23:45', '23:55'], stationIds: [station.id] })).status).toBe(
      201,
    );
    const local = (await timeline()).map((line) => new Date(Date.parse(line.slice(37)) + 7 * 3_600_000).toISOString());
    const around = local.filter((at) => at > '2026-03-03T12' && at < '2026-03-07').map((at) => at.slice(0, 16));
    // No evening of the 5th could reach into the 6th, and none of the 3rd into the 4th.
    expect(around).toEqual(['2026-03-03T23:45', '2026-03-06T23:45', '2026-03-06T23:55']);
    const quietOnes =
      "SELECT count(*)::int AS count, min(note) AS note FROM broadcasts WHERE reason_code = 'quiet-day'";
    expect(await service.sql(`${quietOnes} AND station_id = $1`, [station.id])).toEqual([
      { count: 8, note: 'Quốc tang' },
    ]);
  });
});
