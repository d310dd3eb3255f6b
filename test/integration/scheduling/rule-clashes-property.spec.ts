import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { UnitOfWork, type Work } from '../../../src/platform/database/unit-of-work.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { ruleClashesOf } from '../../../src/scheduling/clashes/rule-clashes.queries.js';
import { airClock, airDayOf } from '../../../src/scheduling/recurrence/air-day.js';
import { clockTimesOf } from '../../../src/scheduling/recurrence/clock-times.js';
import { parseRule } from '../../../src/scheduling/recurrence/rule.js';
import {
  type Definition,
  type EntryException,
  type EntryTerms,
  exceptionsAt,
} from '../../../src/scheduling/terms/definition.js';
import { insertException, insertTerms } from '../../../src/scheduling/terms/definitions.queries.js';
import { AIRTIME_DAYS, storeAirtime } from '../../../src/scheduling/terms/entry-airtime.queries.js';
import { Entry } from '../../../src/scheduling/terms/entry.entity.js';
import { personWith } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { randomRuns } from '../../support/random-runs.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';
const TODAY = '2026-03-02';
const PLANNED = 14;
const SECONDS = 600;

interface Wish {
  rrule: string | null;
  startsOn: string;
  until: string | null;
  extraDays: string[];
  times: string[];
  at: boolean[];
  exceptions: { from: string; at: number | null; move: boolean; by: number }[];
}

const day = fc.nat(390).map((days) => addDays(TODAY, days));
const wish: fc.Arbitrary<Wish> = fc.record({
  rrule: fc.constantFrom(
    null,
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO,TH',
    'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU',
    'FREQ=MONTHLY;BYMONTHDAY=31',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR',
  ),
  startsOn: fc.nat(60).map((days) => addDays(TODAY, days)),
  until: fc.option(day.map((last) => addDays(last, 60))),
  extraDays: fc
    .array(fc.integer({ min: 60, max: 390 }), { maxLength: 2 })
    .map((all) => all.map((n) => addDays(TODAY, n))),
  times: fc.uniqueArray(fc.constantFrom('00:05', '05:15', '05:20', '23:40'), { minLength: 1, maxLength: 2 }),
  at: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  exceptions: fc.array(
    fc.record({ from: day, at: fc.option(fc.nat(2)), move: fc.boolean(), by: fc.integer({ min: 1, max: 3 }) }),
    { maxLength: 3 },
  ),
});

const daily: Wish = {
  rrule: 'FREQ=DAILY',
  startsOn: TODAY,
  until: null,
  extraDays: [],
  times: ['05:15'],
  at: [true, false, true],
  exceptions: [],
};
/** Pairs that meet, so that not everything is apart. */
const MEETING: [Wish, Wish][] = [
  [daily, { ...daily, rrule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR', times: ['05:20'] }],
  [
    { ...daily, times: ['00:05'], at: [false, false, false] },
    { ...daily, times: ['00:05'] },
  ],
  [daily, { ...daily, exceptions: [{ from: '2026-05-05', at: 2, move: true, by: 1 }] }],
];

class RollBack extends Error {}

describe('the clashes of rules that the database finds', () => {
  let service: TestService;
  let centreId: string;
  let stationIds: string[];
  let programId: string;
  let personId: string;

  beforeAll(async () => {
    service = await startService({ at: NOW });
    const centre = await centreWith(service, { stations: 3 });
    [centreId, stationIds] = [centre.id, centre.stations.map(({ id }) => id)];
    await service.sql("UPDATE centre_stations SET served_until = '2026-12-01' WHERE station_id = $1", [stationIds[0]]);
    programId = (await anApprovedProgram(service, { centreId, seconds: SECONDS })).id;
    personId = (await personWith(service, 'editor', { kind: 'centre', id: centreId })).id;
  });
  afterAll(() => service.stop());

  function definitionOf(wanted: Wish): Definition {
    const { rrule, startsOn, until, extraDays, times, at } = wanted;
    const entry = Object.assign(new Entry(), { id: uuidv7(), centreId, stationId: null, priority: 'normal' });
    const named = stationIds.filter((_, index) => at[index]);
    const terms: EntryTerms = {
      id: uuidv7(),
      programId,
      everywhere: named.length === 0,
      stationIds: named,
      groupIds: [],
      leftOut: [],
      rrule,
      startsOn,
      extraDays,
      times: times.toSorted(),
      rule: parseRule(rrule, startsOn),
      valid: { from: startsOn, until },
    };
    const kinds = new Set<string>();
    const exceptions = wanted.exceptions.flatMap(({ from, at: index, move, by }): EntryException[] => {
      const stationId = index === null ? null : (stationIds[index] ?? null);
      if (kinds.has(`${from} ${stationId}`)) return [];
      kinds.add(`${from} ${stationId}`);
      const common = { id: uuidv7(), stationId, days: { from, until: from }, slot: null, programId: null, note: null };
      const what = move
        ? { action: 'move' as const, toDay: addDays(from, by) }
        : { action: 'skip' as const, toDay: null };
      return [{ ...common, ...what, toTime: null, by: personId, at: new Date(NOW) }];
    });
    return { entry, terms: [terms], exceptions };
  }

  async function store(work: Work, definition: Definition): Promise<void> {
    await work.query(
      "INSERT INTO entries (id, centre_id, priority, placed_by, placed_at) VALUES ($1, $2, 'normal', $3, $4)",
      [definition.entry.id, centreId, personId, work.now],
    );
    for (const terms of definition.terms) await insertTerms(work, definition.entry.id, terms);
    for (const one of definition.exceptions) await insertException(work, definition.entry.id, one);
    await storeAirtime(work, definition);
  }

  /** Where two entries overlap beyond the plan, looked for day by day. */
  function expected(mine: Definition, other: Definition): string[] {
    const span = { first: addDays(TODAY, PLANNED + 1), last: addDays(TODAY, AIRTIME_DAYS) };
    return stationIds.flatMap((stationId, index) => {
      const servedUntil = index === 0 ? '2026-12-01' : '9999-12-31';
      const timesOf = ({ terms, exceptions }: Definition, from: string) =>
        clockTimesOf(
          terms.filter((one) => one.everywhere || one.stationIds.includes(stationId)),
          exceptionsAt(exceptions, stationId),
          { ...span, first: from },
        )
          .filter((found) => found.day < servedUntil)
          .map(({ day: local, time }) => ({ airDay: airDayOf(local, time), clock: airClock(time) }));
      const there = timesOf(other, addDays(span.first, -1));
      return timesOf(mine, span.first).flatMap(({ airDay, clock }) =>
        there
          .filter((one) => one.airDay === airDay && Math.abs(one.clock - clock) < SECONDS)
          .map((one) => `${stationId} ${airDay} ${clock} ${one.clock}`),
      );
    });
  }

  it('are exactly those that are found by looking at every day and station', async () => {
    for (const [one, another] of MEETING) expect(expected(definitionOf(one), definitionOf(another))).not.toEqual([]);
    await fc.assert(
      fc.asyncProperty(wish, wish, async (one, another) => {
        const [mine, other] = [definitionOf(one), definitionOf(another)];
        const found: string[] = [];
        const trying = service.get(UnitOfWork).run(async (work) => {
          await store(work, other);
          await store(work, mine);
          const rows = await ruleClashesOf(work, mine.entry.id, {
            days: PLANNED,
            limit: 1_000_000,
            with: ['normal'],
            isKept: false,
          });
          found.push(...rows.map((row) => `${row.stationId} ${row.airDay} ${row.clock} ${row.otherClock}`));
          throw new RollBack();
        });
        await expect(trying).rejects.toThrow(RollBack);
        const all = [...new Set(expected(mine, other))];
        expect(found.toSorted()).toEqual(all.toSorted());
      }),
      { ...randomRuns(40), examples: MEETING },
    );
  });
});
