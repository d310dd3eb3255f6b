import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { except } from '../../factories/entry.factory.js';
import type { RuleKind } from '../../../src/scheduling/airtime/rule-kind.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { aStationClient } from '../../factories/playable.factory.js';
import { hours, minutesOf, quietDays } from '../../factories/rules.factory.js';
import { centreWith, type TestCentre, type TestStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';
import { aSchedule, MONDAY, type Schedule, setRules, STAY_SIGNED_IN } from './schedule-scene.js';

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
const daysOf = (lines: readonly string[]) => lines.map((line) => line.slice(37, 47));

describe('a quiet day', () => {
  it('of a unit is opened by its station, and gives back the same broadcasts', async () => {
    await schedule.tryToPlace();
    const before = await timeline();
    const { body } = await set(`units/${station.unitId}`, 'quiet', quietDays('Giỗ tổ', '2026-03-05', '2026-03-06'));
    expect(body.consequences).toMatchObject({ totals: { gap: 2 }, byReason: { 'quiet-day': 2 } });
    expect(body.consequences.broadcasts[0]).toMatchObject({ reason: 'quiet-day', note: 'Giỗ tổ' });
    expect(daysOf(await timeline())).not.toContain('2026-03-05');
    expect(await timeline(schedule.centre.stations[1]?.id)).toHaveLength(15);
    const opened = await set(
      `stations/${station.id}`,
      'quiet',
      quietDays('Hội làng', '2026-03-05', '2026-03-05', null),
    );
    expect(opened.body.consequences).toMatchObject({
      totals: { returned: 1 },
      broadcasts: [{ localTime: '2026-03-05 17:15' }],
    });
    expect(await timeline()).toEqual(before.filter((line) => !line.includes('2026-03-06')));
  });

  it('leaves a gap in a daily entry, refuses an entry for that day alone, and may have hours of its own', async () => {
    await set(
      `centres/${schedule.centre.id}`,
      'quiet',
      quietDays('Tết', '2026-03-05', '2026-03-06', [{ from: '06:00', to: '07:00' }]),
    );
    const daily = await schedule.tryToPlace();
    expect([daily.status, daily.body.planned]).toEqual([201, 2 * 13]);
    const gaps = await schedule.editor.client.get<{ items: object[] }>(`/gaps?entryId=${daily.body.id}`);
    expect(gaps.body.items[0]).toMatchObject({ code: 'quiet-day', note: 'Tết', startsAt: '2026-03-05T10:15:00.000Z' });
    const once = { rule: null, startsOn: '2026-03-05' };
    expect((await schedule.tryToPlace({ ...once, times: ['08:00'] })).body).toMatchObject({
      code: 'quiet-day',
      day: '2026-03-05',
      name: 'Tết',
      hours: [{ day: '2026-03-05', from: '06:00', to: '07:00' }],
    });
    expect((await schedule.tryToPlace({ ...once, times: ['06:30'] })).status).toBe(201);
  });
});

describe('the minutes of a daypart', () => {
  it('keep out what does not fit, for one entry and among several', async () => {
    await set(`centres/${schedule.centre.id}`, 'dayparts', minutesOf('Buổi chiều', '16:00', '18:00', 15));
    expect((await schedule.tryToPlace({ times: ['16:00', '17:00'] })).body).toMatchObject({
      code: 'daypart-full',
      full: expect.arrayContaining([expect.objectContaining({ daypart: 'Buổi chiều', localTime: '2026-03-02 17:00' })]),
      total: 2 * 15,
    });
    expect((await schedule.tryToPlace()).status).toBe(201);
    const short = await schedule.anotherProgram(300);
    expect((await schedule.tryToPlace({ programId: short, times: ['16:00'] })).status).toBe(201);
    expect((await schedule.tryToPlace({ programId: short, times: ['16:30'] })).body.code).toBe('daypart-full');
    // In no daypart.
    expect((await schedule.tryToPlace({ programId: short, times: ['18:00'] })).status).toBe(201);
  });

  it('when lowered, withdraw what was placed last, and let it return when raised', async () => {
    await schedule.tryToPlace({ stationIds: [station.id] });
    const short = await schedule.anotherProgram(300);
    const later = await schedule.tryToPlace({ programId: short, times: ['16:00'], stationIds: [station.id] });
    const before = await timeline();
    const lowered = await set(`stations/${station.id}`, 'dayparts', minutesOf('Chiều', '16:00', '18:00', 12));
    expect(lowered.body.consequences).toMatchObject({
      totals: { gap: later.body.planned },
      byReason: { 'daypart-full': later.body.planned },
    });
    expect(lowered.body.consequences.broadcasts[0]).toMatchObject({ note: 'Chiều', entryId: later.body.id });
    const raised = await set(`stations/${station.id}`, 'dayparts', minutesOf('Chiều', '16:00', '18:00', 15));
    expect(raised.body.consequences.totals.returned).toBe(later.body.planned);
    expect(await timeline()).toEqual(before);
  });

  it('that a withdrawn entry leaves are filled at once, and lacking ones keep nobody from skipping a day', async () => {
    const first = await schedule.tryToPlace({ stationIds: [station.id] });
    const second = await schedule.tryToPlace({ times: ['16:00'], stationIds: [station.id] });
    const both = await timeline();
    await set(`stations/${station.id}`, 'dayparts', minutesOf('Chiều', '16:00', '18:00', 12));
    expect(await timeline()).toHaveLength(15);
    expect((await except(schedule.editor.client, second.body.id, { action: 'skip', from: '2026-03-05' })).status).toBe(
      200,
    );
    const because = 'Thay bằng chương trình khác';
    expect((await schedule.editor.client.post(`/entries/${first.body.id}/withdraw`, { because })).status).toBe(200);
    const left = both.filter((line) => line.includes('T09:00') && !line.includes('2026-03-05'));
    expect(await timeline()).toEqual(left);
  });

  it('of the whole day count everything but emergencies', async () => {
    await set(`centres/${schedule.centre.id}`, 'dayparts', [{ minutesPerDay: 20, dayparts: [] }]);
    expect((await schedule.tryToPlace({ times: ['06:00', '12:00'] })).status).toBe(201);
    expect((await schedule.tryToPlace({ programId: await schedule.anotherProgram(1) })).body).toMatchObject({
      code: 'daypart-full',
      // Not on the first day: at 08:00 it is too late for 06:00.
      full: expect.arrayContaining([expect.objectContaining({ daypart: null, localTime: '2026-03-03 17:15' })]),
      total: 2 * 14,
    });
  });
});

describe('a station that is served by another centre from 5 March on', () => {
  let next: TestCentre;
  const pulledHours = async (day: string) => {
    const device = await aStationClient(service, station);
    await device.pull();
    return device.playlist?.hours.find(({ from }) => from.startsWith(day));
  };
  const ownEntry = async (time: string) => {
    const operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
    const { id } = await anApprovedProgram(service, { stationId: station.id, seconds: 60 });
    const entry = { stationId: station.id, programId: id, rule: 'FREQ=DAILY', times: [time] };
    const placed = await operator.client.post<PlacedEntry>('/entries', { ...entry, startsOn: '2026-03-02' });
    expect(placed.status).toBe(201);
    return placed.body;
  };
  beforeEach(async () => {
    next = await centreWith(service);
    const { client } = administrator;
    const end = { on: '2026-03-05', because: 'Chuyển về trung tâm khác' };
    expect((await client.post(`/centres/${schedule.centre.id}/stations/${station.id}/end`, end)).status).toBe(200);
    const start = { stationId: station.id, from: '2026-03-05' };
    expect((await client.post(`/centres/${next.id}/stations`, start)).status).toBe(201);
  });

  it('obeys the next centre’s hours from that day on, in broadcasts and in the playlist', async () => {
    await ownEntry('20:00');
    expect(await timeline()).toHaveLength(15);
    const { body } = await set(`centres/${next.id}`, 'hours', hours('05:00', '19:00'));
    expect(body.consequences.totals.gap).toBe(12);
    expect(daysOf(await timeline())).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
    expect((await pulledHours('2026-03-03'))?.until).toBe('2026-03-04T14:00:00.000Z');
    expect((await pulledHours('2026-03-04'))?.until).toBe('2026-03-05T12:00:00.000Z');
  });

  it('keeps its broadcasts from that day on when the former centre narrows its hours', async () => {
    await ownEntry('20:00');
    const { body } = await set(`centres/${schedule.centre.id}`, 'hours', hours('05:00', '19:00'));
    expect(body.consequences.totals.gap).toBe(3);
    expect(daysOf(await timeline())[0]).toBe('2026-03-05');
    expect(await timeline()).toHaveLength(12);
  });

  it('has its rules set by either centre’s administrator, and by nobody else', async () => {
    const path = `/stations/${station.id}/airtime-rules/hours`;
    const change = { kind: 'hours', periods: hours('05:00', '20:00') };
    for (const id of [schedule.centre.id, next.id]) {
      const { client } = await personWith(service, 'administrator', { kind: 'centre', id });
      const seen = { 'if-match': (await administrator.client.get(path)).headers.get('etag') ?? '' };
      expect((await client.put(path, change, seen)).status).toBe(200);
    }
    const other = await personWith(service, 'administrator', { kind: 'station', id: station.id });
    expect((await other.client.edit(path, change, 'PUT')).status).toBe(404);
  });
});

describe('a handover', () => {
  let next: TestCentre;
  beforeEach(async () => {
    next = await centreWith(service);
    await set(`centres/${next.id}`, 'hours', hours('05:00', '19:00'));
    const { id } = await anApprovedProgram(service, { stationId: station.id, seconds: 60 });
    const operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
    const entry = { stationId: station.id, programId: id, rule: 'FREQ=DAILY', times: ['20:00'] };
    await operator.client.post('/entries', { ...entry, startsOn: '2026-03-02' });
    await service.sql('UPDATE centre_stations SET served_until = $2 WHERE station_id = $1', [station.id, '2026-03-10']);
  });

  it('withdraws at once what the next centre’s hours do not allow', async () => {
    const start = { stationId: station.id, from: '2026-03-10' };
    expect((await administrator.client.post(`/centres/${next.id}/stations`, start)).status).toBe(201);
    await until('they are withdrawn', async () => (await timeline()).length === 8);
    expect(daysOf(await timeline()).at(-1)).toBe('2026-03-09');
  });

  it('is put right by the next tick if its news was lost', async () => {
    const columns = '(centre_id, station_id, served_from)';
    await service.sql(`INSERT INTO centre_stations ${columns} VALUES ($1, $2, '2026-03-10')`, [next.id, station.id]);
    await service.get(ScheduleTick).planEverything();
    expect(daysOf(await timeline()).at(-1)).toBe('2026-03-09');
    const told = `SELECT because FROM audit_entries WHERE did = 'broadcasts.withdraw'
      AND thing_id IN (SELECT entry_id::text FROM broadcasts WHERE station_id = $1)`;
    expect(await service.sql(told, [station.id])).toEqual([{ because: 'outside-allowed-hours' }]);
  });
});
