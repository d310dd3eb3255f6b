import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import type { ScheduleGridView } from '../../../src/scheduling/timeline/grid.schemas.js';
import type { TimelineView } from '../../../src/scheduling/timeline/timeline.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { minutesOf, quietDays } from '../../factories/rules.factory.js';
import { centreWith, newGroup, newStation, type TestCentre } from '../../factories/station.factory.js';
import { computedThenPlanned, nothingPlanned, timelineAt } from './compare-timelines.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';
const BEYOND = '2026-03-23';

let service: TestService;
let centre: TestCentre;
let editor: TestPerson;
let administrator: TestPerson;
let [station, other] = ['', ''];

beforeAll(async () => {
  service = await startService({ at: NOW, settings: { ALLOWED_FROM: '00:00', ALLOWED_UNTIL: '24:00' } });
});
afterAll(() => service.stop());
beforeEach(async () => {
  service.clock.moveTo(NOW);
  centre = await centreWith(service, { stations: 2 });
  await nothingPlanned(service, NOW);
  [station = '', other = ''] = centre.stations.map(({ id }) => id);
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
});

const place = async (more: Record<string, unknown> = {}): Promise<PlacedEntry> => {
  const { status, body } = await editor.client.post<PlacedEntry>('/entries', {
    centreId: centre.id,
    programId: (await anApprovedProgram(service, { centreId: centre.id, seconds: 60 })).id,
    rule: 'FREQ=DAILY',
    times: ['17:15'],
    startsOn: '2026-03-02',
    stationIds: [station],
    ...more,
  });
  expect([status, body]).toEqual([201, expect.anything()]);
  return body;
};
const shownAt = (from: string, until: string, reader?: TestPerson) =>
  timelineAt(service, station, [from, until], reader);

describe('the timeline of a station', () => {
  it('shows planned days from the plan, and computes later ones, each item with its source', async () => {
    const { id } = await place();
    const { plannedThrough, days } = await shownAt('2026-03-16', '2026-03-17');
    expect(plannedThrough).toBe('2026-03-16');
    const source = { termsFrom: '2026-03-02', exceptions: [], placed: 'by-name', group: null };
    const common = {
      entryId: id,
      owner: { kind: 'centre', id: centre.id },
      time: '17:15',
      seconds: 60,
      reason: null,
      source,
    };
    expect(days).toEqual([
      expect.objectContaining({
        day: '2026-03-16',
        items: [expect.objectContaining({ ...common, state: 'planned', broadcastId: expect.any(String) })],
      }),
      expect.objectContaining({
        day: '2026-03-17',
        soundingSeconds: 60,
        items: [expect.objectContaining({ ...common, state: 'expected', broadcastId: null })],
      }),
    ]);
  });

  it('leaves out what was placed and withdrawn in time, unless it is asked for; what had been announced stays', async () => {
    const { id: late } = await place({ times: ['08:05', '09:00'] });
    const early = await Promise.all(['10:00', '11:00'].map((time) => place({ times: [time] })));
    for (const id of [late, ...early.map((one) => one.id)]) {
      await editor.client.post(`/entries/${id}/withdraw`, { because: 'Thử' });
    }
    const shown = async (more = '') => {
      const query = `from=2026-03-02&until=2026-03-02${more}`;
      const { body } = await editor.client.get<TimelineView>(`/stations/${station}/timeline?${query}`);
      const { body: grid } = await editor.client.get<ScheduleGridView>(`/schedule/grid?stationIds=${station}&${query}`);
      const list = grid.lists[grid.stations[0]?.cells[0] ?? 0] ?? [];
      return { times: body.days[0]?.items.map(({ time, state }) => `${time} ${state}`), inGrid: list.length };
    };
    expect(await shown()).toEqual({ times: ['08:05 withdrawn'], inGrid: 1 });
    const all = ['08:05', '09:00', '10:00', '11:00'].map((time) => `${time} withdrawn`);
    expect(await shown('&withdrawn=true')).toEqual({ times: all, inGrid: 4 });
  });

  it('has no days before the service began, at a station that is within reach today', async () => {
    const { status, body } = await editor.client.get(`/stations/${station}/timeline?from=2020-01-01&until=2020-01-02`);
    expect([status, body]).toMatchObject([200, { days: [] }]);
  });

  it('reaches ten years ahead, and no further; and not over more than TIMELINE_DAYS days', async () => {
    await place();
    const { days } = await shownAt('2035-11-30', '2036-01-01');
    expect(days).toHaveLength(33);
    expect(days.every(({ items }) => items.length === 1)).toBe(true);
    const refused = async (days: string) => (await editor.client.get(`/stations/${station}/timeline?${days}`)).body;
    const tooFar = (member: string) => ({
      code: 'invalid-request',
      errors: [{ pointer: `/${member}`, message: 'is more than ten years ahead' }],
    });
    for (const query of ['from=2036-04-01&until=2036-04-02', 'from=9999-12-30', 'from=9999-12-31&until=9999-12-31'])
      expect(await refused(query)).toMatchObject(tooFar('from'));
    expect(await refused('from=2036-02-01&until=2036-03-03')).toMatchObject(tooFar('until'));
    // A week, as far as it is known.
    const last = await editor.client.get<{ days: object[] }>(`/stations/${station}/timeline?from=2036-02-26`);
    expect([last.status, last.body.days.length]).toEqual([200, 6]);
    expect(await refused('from=2026-04-01&until=2026-06-02')).toMatchObject({ code: 'too-many-days', maxDays: 62 });
    expect(await refused('from=2026-04-02&until=2026-04-01')).toMatchObject({ code: 'invalid-request' });
  });
});

describe('what is computed for a day is what is planned on it later', () => {
  it('when it sounds over midnight', async () => {
    await place({
      times: ['23:59', '00:10'],
      programId: (await anApprovedProgram(service, { centreId: centre.id, seconds: 300 })).id,
    });
    await computedThenPlanned(service, [station], [BEYOND, '2026-03-25']);
  });

  it('when a station joins a group on Thursday, with the group as its source', async () => {
    const groupId = await newGroup(service, centre.id, [station]);
    await place({ groupIds: [groupId], stationIds: [] });
    await administrator.client.post(`/groups/${groupId}/members`, { stationIds: [other], from: '2026-03-26' });
    const [, joined] = await computedThenPlanned(service, [station, other], [BEYOND, '2026-03-27']);
    expect(joined?.days.map(({ items }) => items.map(({ source }) => [source.placed, source.group?.id]))).toEqual([
      [],
      [],
      [],
      [['by-group', groupId]],
      [['by-group', groupId]],
    ]);
  });

  it('when another centre serves it from a day on', async () => {
    const next = await centreWith(service);
    await place({ everywhere: true, stationIds: [] });
    await place({ times: ['18:15'], stationIds: [station, other] });
    await service.sql('UPDATE centre_stations SET served_until = $2 WHERE station_id = $1', [station, '2026-03-25']);
    await service.sql('INSERT INTO centre_stations (centre_id, station_id, served_from) VALUES ($1, $2, $3)', [
      next.id,
      station,
      '2026-03-25',
    ]);
    const [left] = await computedThenPlanned(service, [station, other], [BEYOND, '2026-03-26']);
    expect(left?.days.map(({ items }) => items.map(({ reason }) => reason))).toEqual([
      [null, null],
      [null, null],
      ['station-not-served'],
      ['station-not-served'],
    ]);
    const operator = await personWith(service, 'operator', { kind: 'station', id: station });
    const seen = await shownAt(BEYOND, '2026-03-26', operator);
    expect(seen.days.map(({ items }) => items.length)).toEqual([2, 2, 0, 0]);
    const former = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const { days } = await shownAt(BEYOND, '2026-03-26', former);
    expect(days.map(({ day }) => day)).toEqual([BEYOND, '2026-03-24']);
  });

  it('on a quiet day, and in a daypart that is full', async () => {
    await place({ times: ['05:30', '05:40', '17:15'] });
    const rules = async (kind: string, periods: object[]) =>
      administrator.client.edit(`/centres/${centre.id}/airtime-rules/${kind}`, { kind, periods }, 'PUT');
    expect((await rules('quiet', quietDays('Giỗ Tổ', BEYOND, BEYOND))).status).toBe(200);
    expect((await rules('dayparts', minutesOf('Buổi sáng', '05:00', '07:00', 1))).status).toBe(200);
    const [timeline] = await computedThenPlanned(service, [station], [BEYOND, '2026-03-24']);
    expect(timeline?.days.map(({ quietDay }) => quietDay)).toEqual(['Giỗ Tổ', null]);
    expect(timeline?.days[1]?.items.map(({ reason, note }) => [reason, note])).toEqual([
      [null, null],
      ['daypart-full', 'Buổi sáng'],
      [null, null],
    ]);
    expect(timeline?.days[1]?.limits).toEqual([
      expect.objectContaining({ name: 'Buổi sáng', allowedSeconds: 60, usedSeconds: 60 }),
    ]);
  });

  it('with exceptions, for all and for one station', async () => {
    const { id } = await place({ stationIds: [station, other] });
    const programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 90, title: 'Tin bão' })).id;
    const on = (exception: object) => except(editor.client, id, { slot: null, stationId: null, ...exception });
    expect((await on({ from: BEYOND, action: 'move', toDay: '2026-03-24', toTime: '06:00' })).status).toBe(200);
    expect((await on({ from: '2026-03-25', action: 'replace', programId, stationId: other })).status).toBe(200);
    expect((await on({ from: '2026-03-26', action: 'skip', stationId: other })).status).toBe(200);
    const [all, own] = await computedThenPlanned(service, [station, other], [BEYOND, '2026-03-26']);
    const exceptions = (timeline?: TimelineView) =>
      timeline?.days.map(({ items }) =>
        items.map(({ time, source }) => [time, ...source.exceptions.map((one) => [one.action, one.onlyHere])]),
      );
    expect(exceptions(all)).toEqual([[], [['06:00', ['move', false]], ['17:15']], [['17:15']], [['17:15']]]);
    expect(exceptions(own)).toEqual([[], [['06:00', ['move', false]], ['17:15']], [['17:15', ['replace', true]]], []]);
  });

  it('when an exception moves an occurrence onto another one of its entry: one of the two is heard', async () => {
    const { id } = await place();
    await service.sql(
      `INSERT INTO entry_exceptions (id, entry_id, days, action, to_day, by, at)
       SELECT uuidv7(), id, $2, 'move', '2026-03-24', placed_by, placed_at FROM entries WHERE id = $1`,
      [id, `[${BEYOND},${BEYOND}]`],
    );
    const [timeline] = await computedThenPlanned(service, [station], ['2026-03-24', '2026-03-25']);
    expect(timeline?.days.map(({ items }) => items.map(({ onDay, reason }) => [onDay, reason]))).toEqual([
      [
        [BEYOND, null],
        ['2026-03-24', 'airtime-clash'],
      ],
      [['2026-03-25', null]],
    ]);
  });

  it('on the day on which the clocks skip its time', async () => {
    const berlin = await newStation(service, { timeZone: 'Europe/Berlin', servedBy: centre.id });
    await place({ stationIds: [berlin.id], times: ['02:30', '03:30'] });
    const [timeline] = await computedThenPlanned(service, [berlin.id], ['2026-03-28', '2026-03-30']);
    expect(timeline?.days[1]?.items.map(({ state, reason }) => [state, reason])).toEqual([
      ['gap', 'clock-skipped'],
      ['expected', null],
    ]);
  });

  it('with a priority item that displaces another, and programs that are not approved or expire', async () => {
    for (const more of [{}, { times: ['18:00'], priority: 'priority' }]) await place(more);
    const long = (await anApprovedProgram(service, { centreId: centre.id, seconds: 600 })).id;
    const { id } = await place({ times: ['17:10'], priority: 'priority' });
    const exchange =
      'UPDATE entry_items i SET program_id = $2 FROM entry_terms t WHERE t.id = i.terms_id AND t.entry_id = $1';
    await service.sql(exchange, [id, long]);
    const expiring = (await anApprovedProgram(service, { centreId: centre.id, seconds: 60 })).id;
    await place({ times: ['19:00'], programId: expiring });
    await service.sql('UPDATE programs SET expires_on = $2 WHERE id = $1', [expiring, BEYOND]);
    const [timeline] = await computedThenPlanned(service, [station], [BEYOND, '2026-03-24']);
    expect(timeline?.days[1]?.items.map(({ time, reason }) => [time, reason])).toEqual([
      ['17:10', null],
      ['17:15', 'displaced'],
      ['18:00', null],
      ['19:00', 'program-expired'],
    ]);
  });
});
