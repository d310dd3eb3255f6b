import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { EntryDetails } from '../../../src/scheduling/entries/entries.schemas.js';
import { occurrences } from '../../../src/scheduling/recurrence/occurrences.js';
import { planningSpan } from '../../../src/scheduling/recurrence/planning-span.js';
import { exceptionsAt } from '../../../src/scheduling/terms/definition.js';
import { findDefinition } from '../../../src/scheduling/terms/definitions.queries.js';
import { except, undoException } from '../../factories/entry.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { randomRuns } from '../../support/random-runs.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';
const ZONE = 'Asia/Ho_Chi_Minh';
const PLANNED_DAYS = 14;

const day = fc.nat(15).map((days) => addDays('2026-03-03', days));
const times = fc.uniqueArray(fc.constantFrom('05:15', '05:16', '06:00', '17:15'), { minLength: 1, maxLength: 2 });
const rule = fc.constantFrom(null, 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE');
const which = fc.nat(3);
const station = fc.option(fc.nat(1));
const operation = fc.oneof(
  fc.record({
    kind: fc.constant('place' as const),
    rule,
    times,
    startsOn: day,
    stations: fc.constantFrom([0], [1], [0, 1]),
  }),
  fc.record({
    kind: fc.constant('change' as const),
    which,
    from: day,
    times,
    rule: fc.option(rule, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('skip' as const), which, from: day, slot: fc.option(fc.nat(1)), station }),
  fc.record({ kind: fc.constant('move' as const), which, from: day, toDay: day, station }),
  fc.record({
    kind: fc.constant('there-and-back' as const),
    which,
    from: day,
    toTime: fc.constantFrom('05:16', '07:00'),
  }),
  fc.record({ kind: fc.constant('withdraw' as const), which }),
);
type Operation = typeof operation extends fc.Arbitrary<infer One> ? One : never;

/** Each of these is done, so that not everything is refused. */
const SURELY_DONE: Operation[] = [
  { kind: 'place', rule: 'FREQ=DAILY', times: ['05:15', '17:15'], startsOn: '2026-03-03', stations: [0, 1] },
  { kind: 'change', which: 0, from: '2026-03-06', times: ['06:00'], rule: undefined },
  { kind: 'skip', which: 0, from: '2026-03-08', slot: null, station: 1 },
  { kind: 'move', which: 0, from: '2026-03-09', toDay: '2026-03-08', station: 1 },
  { kind: 'there-and-back', which: 0, from: '2026-03-10', toTime: '07:00' },
];

describe('the broadcasts ahead, whatever is done', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let programId: string;
  let entryIds: string[];

  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());

  const stationId = (index: number) => centre.stations[index]?.id ?? '';
  const rows = () =>
    service.sql(
      `SELECT entry_id AS entry, station_id AS station, on_day || ' ' || slot AS occurrence, starts_at AS at, program_id AS program
       FROM broadcasts WHERE entry_id = ANY ($1) AND state = 'planned' AND starts_at > $2 ORDER BY 1, 2, 3`,
      [entryIds, NOW],
    );
  const ids = () =>
    service.sql(
      "SELECT id, starts_at, state = 'planned' AS planned FROM broadcasts WHERE entry_id = ANY ($1) ORDER BY 1",
      [entryIds],
    );

  async function act(one: Operation): Promise<number> {
    const id = 'which' in one ? (entryIds[one.which % Math.max(entryIds.length, 1)] ?? '') : '';
    if (one.kind === 'place') {
      const { kind: _, stations, ...when } = one;
      const wanted = { centreId: centre.id, programId, ...when, stationIds: stations.map(stationId) };
      const { status, body } = await editor.client.post<EntryDetails>('/entries', wanted);
      if (status === 201) entryIds.push(body.id);
      return status;
    }
    if (id === '') return 200;
    if (one.kind === 'withdraw') return (await editor.client.post(`/entries/${id}/withdraw`, { because: 'x' })).status;
    if (one.kind === 'change') {
      const { from, times: changed, rule: other } = one;
      return (await editor.client.edit(`/entries/${id}`, { from, times: changed, rule: other })).status;
    }
    if (one.kind === 'there-and-back') return thereAndBack(id, one);
    const { kind: action, from, station: index } = one;
    const at = { action, from, stationId: index === null ? null : stationId(index) };
    return (await except(editor.client, id, { ...at, ...('toDay' in one ? { toDay: one.toDay } : { slot: one.slot }) }))
      .status;
  }

  async function thereAndBack(id: string, { from, toTime }: { from: string; toTime: string }): Promise<number> {
    const before = await rows();
    const path = `/entries/${id}`;
    const known = new Set((await editor.client.get<EntryDetails>(path)).body.exceptions.map((one) => one.id));
    // On a day that has no exception of its own, which the new one would take the place of.
    const { status, body } = await except<EntryDetails>(editor.client, id, { action: 'move', from, slot: 0, toTime });
    if (status !== 200 || body.exceptions.length <= known.size) return status;
    const added = body.exceptions.find((one) => !known.has(one.id));
    const undone = await undoException(editor.client, id, added?.id ?? '');
    // What waited for its former place may have taken it.
    if (undone.status === 200) expect(await rows()).toEqual(before);
    return undone.status;
  }

  /** Every occurrence that the definitions have from now to the end of the plan. */
  async function expected(): Promise<string[]> {
    const span = planningSpan(new Date(NOW), ZONE, PLANNED_DAYS);
    const all: string[] = [];
    for (const id of entryIds) {
      const found = await findDefinition(service.get(DataSource), id);
      if (!found || found.entry.withdrawnAt !== null) continue;
      for (const { id: at } of centre.stations) {
        const here = found.terms.filter(({ stationIds }) => stationIds.includes(at));
        for (const one of occurrences(here, exceptionsAt(found.exceptions, at), span).airing)
          all.push(`${id} ${at} ${one.onDay} ${one.slot} ${one.startsAt.toISOString()}`);
      }
    }
    return all.toSorted();
  }

  async function plannedOrGap(): Promise<string[]> {
    const found = await service.sql<{ key: string; at: Date }>(
      `SELECT entry_id || ' ' || station_id || ' ' || on_day || ' ' || slot AS key, starts_at AS at
       FROM broadcasts WHERE entry_id = ANY ($1) AND state <> 'withdrawn' AND starts_at > $2`,
      [entryIds, NOW],
    );
    return found.map(({ key, at }) => `${key} ${at.toISOString()}`).toSorted();
  }

  /** Does the operations at a centre of their own, and looks at what became of them. @returns how each was answered */
  async function perform(operations: readonly Operation[]): Promise<number[]> {
    centre = await centreWith(service, { stations: 2 });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 60 })).id;
    entryIds = [];
    const answers: number[] = [];
    for (const one of operations) answers.push(await act(one));
    expect(await plannedOrGap()).toEqual(await expected());
    const before = await ids();
    await service.get(ScheduleTick).planEverything();
    expect(await ids()).toEqual(before);
    return answers;
  }

  it('are what the entries say, each planned or a gap, and planning again changes nothing', async () => {
    expect(await perform(SURELY_DONE)).toEqual([201, 200, 200, 200, 200]);
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 2, maxLength: 7 }), async (operations) => {
        for (const answer of await perform(operations)) expect([200, 201, 409]).toContain(answer);
      }),
      randomRuns(8),
    );
  });
});
