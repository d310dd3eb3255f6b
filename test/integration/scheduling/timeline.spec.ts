import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/platform/clock/local-day.js';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { TimelineItemView, TimelineView } from '../../../src/scheduling/timeline/timeline.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { hours, minutesOf, quietDays } from '../../factories/rules.factory.js';
import { centreWith, newGroup, newStation, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';
const BEYOND = '2026-03-23';
// `npm run test:schedule` gives a seed and more runs.
const SEED = process.env.SCHEDULE_SEED === undefined ? {} : { seed: Number(process.env.SCHEDULE_SEED) };

let service: TestService;
let centre: TestCentre;
let editor: TestPerson;
let administrator: TestPerson;
let station: string;
let other: string;

beforeAll(async () => {
  service = await startService({ at: NOW, settings: { ALLOWED_FROM: '00:00', ALLOWED_UNTIL: '24:00' } });
});
afterAll(() => service.stop());
/** The clock goes back, and nothing of the last test is left. */
const anew = async () => {
  service.clock.moveTo(NOW);
  await service.sql('DELETE FROM planned_through');
  await service.sql('DELETE FROM broadcasts');
  await service.sql('UPDATE entries SET withdrawn_at = $1 WHERE withdrawn_at IS NULL', [NOW]);
  centre = await centreWith(service, { stations: 2 });
  await service.get(ScheduleTick).tick();
  [station = '', other = ''] = centre.stations.map(({ id }) => id);
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
};
beforeEach(() => anew());

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
/** By default as somebody sees it who sees everything; sessions end while the clock moves on. */
const timelineAt = async (id: string, from: string, until = from, reader?: TestPerson): Promise<TimelineView> => {
  const by = reader ?? (await personWith(service, 'leader'));
  const { status, body } = await by.client.get<TimelineView>(`/stations/${id}/timeline?from=${from}&until=${until}`);
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
};
const shortly = ({ time, state, reason, seconds, title, note, entryId, onDay, slot }: TimelineItemView) => ({
  time,
  // What is expected now is planned later.
  state: state === 'expected' ? 'planned' : state,
  reason,
  seconds,
  title,
  note,
  entryId,
  onDay,
  slot,
});
const itemsOf = ({ days }: TimelineView) => days.map(({ day, items }) => [day, ...items.map(shortly)]);

describe('the timeline of a station', () => {
  it('shows planned days from the plan, and computes later ones, each item with its source', async () => {
    const { id } = await place();
    const { plannedThrough, days } = await timelineAt(station, '2026-03-16', '2026-03-17');
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

  it('reaches ten years ahead, and no further; and not over more than TIMELINE_DAYS days', async () => {
    await place();
    const { days } = await timelineAt(station, '2035-11-30', '2036-01-01');
    expect(days).toHaveLength(33);
    expect(days.every(({ items }) => items.length === 1)).toBe(true);
    const refused = async (days: string) => (await editor.client.get(`/stations/${station}/timeline?${days}`)).body;
    expect(await refused('from=2036-04-01&until=2036-04-02')).toMatchObject({ code: 'invalid-request' });
    expect(await refused('from=2026-04-01&until=2026-06-02')).toMatchObject({ code: 'too-many-days', maxDays: 62 });
    expect(await refused('from=2026-04-02&until=2026-04-01')).toMatchObject({ code: 'invalid-request' });
  });
});

/** Moves the clock on until a day is planned, and compares what was computed for it with what is planned then. */
const computedThenPlanned = async (stationIds: string[], from: string, until: string) => {
  const computed = await Promise.all(stationIds.map((id) => timelineAt(id, from, until)));
  expect(computed.every(({ plannedThrough }) => plannedThrough < from)).toBe(true);
  service.clock.moveTo(`${addDays(from, -3)}T00:00:00Z`);
  await service.get(ScheduleTick).tick();
  const planned = await Promise.all(stationIds.map((id) => timelineAt(id, from, until)));
  expect(planned.every(({ plannedThrough }) => plannedThrough >= until)).toBe(true);
  expect(planned.map(itemsOf)).toEqual(computed.map(itemsOf));
  const strip = ({ days }: TimelineView) => days.map(({ items: _items, ...day }) => day);
  expect(planned.map(strip)).toEqual(computed.map(strip));
  return computed;
};

describe('what is computed for a day is what is planned on it later', () => {
  it('when it sounds over midnight', async () => {
    await place({
      times: ['23:59', '00:10'],
      programId: (await anApprovedProgram(service, { centreId: centre.id, seconds: 300 })).id,
    });
    await computedThenPlanned([station], BEYOND, '2026-03-25');
  });

  it('when a station joins a group on Thursday, with the group as its source', async () => {
    const groupId = await newGroup(service, centre.id, [station]);
    await place({ groupIds: [groupId], stationIds: [] });
    await administrator.client.post(`/groups/${groupId}/members`, { stationIds: [other], from: '2026-03-26' });
    const [, joined] = await computedThenPlanned([station, other], BEYOND, '2026-03-27');
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
    const [left] = await computedThenPlanned([station, other], BEYOND, '2026-03-26');
    expect(left?.days.map(({ items }) => items.map(({ reason }) => reason))).toEqual([
      [null, null],
      [null, null],
      ['station-not-served'],
      ['station-not-served'],
    ]);
    const operator = await personWith(service, 'operator', { kind: 'station', id: station });
    const seen = await timelineAt(station, BEYOND, '2026-03-26', operator);
    expect(seen.days.map(({ items }) => items.length)).toEqual([2, 2, 0, 0]);
    const former = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const { days } = await timelineAt(station, BEYOND, '2026-03-26', former);
    expect(days.map(({ day }) => day)).toEqual([BEYOND, '2026-03-24']);
  });

  it('on a quiet day, and in a daypart that is full', async () => {
    await place({ times: ['05:30', '05:40', '17:15'] });
    const rules = async (kind: string, periods: object[]) =>
      administrator.client.edit(`/centres/${centre.id}/airtime-rules/${kind}`, { kind, periods }, 'PUT');
    expect((await rules('quiet', quietDays('Giỗ Tổ', BEYOND, BEYOND))).status).toBe(200);
    expect((await rules('dayparts', minutesOf('Buổi sáng', '05:00', '07:00', 1))).status).toBe(200);
    const [timeline] = await computedThenPlanned([station], BEYOND, '2026-03-24');
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
    const [all, own] = await computedThenPlanned([station, other], BEYOND, '2026-03-26');
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
    const [timeline] = await computedThenPlanned([station], '2026-03-24', '2026-03-25');
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
    const [timeline] = await computedThenPlanned([berlin.id], '2026-03-28', '2026-03-30');
    expect(timeline?.days[1]?.items.map(({ state, reason }) => [state, reason])).toEqual([
      ['gap', 'clock-skipped'],
      ['expected', null],
    ]);
  });

  it('with a priority item that displaces another, and programs that are not approved or expire', async () => {
    await place();
    await place({ times: ['18:00'], priority: 'priority' });
    const long = (await anApprovedProgram(service, { centreId: centre.id, seconds: 600 })).id;
    const { id } = await place({ times: ['17:10'], priority: 'priority' });
    await service.sql(
      'UPDATE entry_items SET program_id = $2 WHERE terms_id IN (SELECT id FROM entry_terms WHERE entry_id = $1)',
      [id, long],
    );
    const expiring = (await anApprovedProgram(service, { centreId: centre.id, seconds: 60 })).id;
    await place({ times: ['19:00'], programId: expiring });
    await service.sql('UPDATE programs SET expires_on = $2 WHERE id = $1', [expiring, BEYOND]);
    const [timeline] = await computedThenPlanned([station], BEYOND, '2026-03-24');
    expect(timeline?.days[1]?.items.map(({ time, reason }) => [time, reason])).toEqual([
      ['17:10', null],
      ['17:15', 'displaced'],
      ['18:00', null],
      ['19:00', 'program-expired'],
    ]);
  });

  const day = fc.nat(12).map((days) => addDays('2026-03-19', days));
  const entry = fc.record({
    rule: fc.constantFrom(
      'FREQ=DAILY',
      'FREQ=WEEKLY;BYDAY=MO,TH',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      'FREQ=MONTHLY;BYDAY=-1WE',
    ),
    times: fc.uniqueArray(fc.constantFrom('00:05', '05:15', '05:30', '06:00', '17:15', '23:55'), {
      minLength: 1,
      maxLength: 3,
    }),
    seconds: fc.constantFrom(60, 600, 1_800),
    priority: fc.constantFrom('normal', 'priority'),
    where: fc.constantFrom('first', 'both', 'group', 'everywhere'),
    until: fc.option(day),
  });
  const change = fc.oneof(
    fc.record({ kind: fc.constant('skip' as const), which: fc.nat(2), from: day, here: fc.boolean() }),
    fc.record({ kind: fc.constant('move' as const), which: fc.nat(2), from: day, here: fc.boolean(), toDay: day }),
    fc.record({ kind: fc.constant('join' as const), from: day }),
    fc.record({ kind: fc.constant('quiet' as const), from: day }),
    fc.record({ kind: fc.constant('minutes' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('narrow' as const), from: day }),
  );
  type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

  const setRules = (kind: string, periods: object[]) =>
    administrator.client.edit(`/centres/${centre.id}/airtime-rules/${kind}`, { kind, periods }, 'PUT');
  async function act(one: Change, entryIds: readonly string[], groupId: string): Promise<void> {
    if (one.kind === 'join') {
      await administrator.client.post(`/groups/${groupId}/members`, { stationIds: [other], from: one.from });
    } else if (one.kind === 'quiet') await setRules('quiet', quietDays('Nghỉ', one.from, addDays(one.from, 1)));
    else if (one.kind === 'minutes') await setRules('dayparts', minutesOf('Sáng', '05:00', '07:00', one.minutes));
    else if (one.kind === 'narrow')
      await setRules(
        'hours',
        hours('05:20', '24:00').map((period) => ({ ...period, from: one.from })),
      );
    else {
      const { which, here, kind: action, ...days } = one;
      const id = entryIds[which];
      if (id) await except(editor.client, id, { ...days, action, slot: 0, stationId: here ? station : null });
    }
  }

  it('whatever is placed and changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 2, maxLength: 4 }),
        fc.array(change, { maxLength: 4 }),
        async (entries, changes) => {
          await anew();
          const groupId = await newGroup(service, centre.id, [station]);
          const entryIds: string[] = [];
          for (const { seconds, where, ...one } of entries) {
            const { body } = await editor.client.post<PlacedEntry>('/entries', {
              ...one,
              centreId: centre.id,
              programId: (await anApprovedProgram(service, { centreId: centre.id, seconds })).id,
              startsOn: '2026-03-02',
              stationIds: { first: [station], both: [station, other], group: [], everywhere: [] }[where],
              groupIds: where === 'group' ? [groupId] : [],
              everywhere: where === 'everywhere',
            });
            if (body.id) entryIds.push(body.id);
          }
          for (const one of changes) await act(one, entryIds, groupId);
          await computedThenPlanned([station, other], '2026-03-20', '2026-03-28');
        },
      ),
      { ...SEED, numRuns: Number(process.env.SCHEDULE_RUNS ?? 4) },
    );
  });
});
