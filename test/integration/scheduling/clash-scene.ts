import fc from 'fast-check';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { NewEntry } from '../../../src/scheduling/operations/new-entry.schemas.js';
import { changedTerms, exceptionOf, termsOf } from '../../../src/scheduling/operations/propose-definition.js';
import type { Operation } from '../../../src/scheduling/operations/operations.schemas.js';
import { airClock } from '../../../src/scheduling/recurrence/air-day.js';
import { clockTimesOf } from '../../../src/scheduling/recurrence/clock-times.js';
import { type Definition, exceptionsAt } from '../../../src/scheduling/terms/definition.js';
import { Entry } from '../../../src/scheduling/terms/entry.entity.js';
import { type ClockRange, freeClocks } from '../../../src/scheduling/clashes/free-clocks.js';
import type { Meeting, MetOccurrence } from '../../../src/scheduling/clashes/meeting.js';

export const STATIONS = ['a', 'b', 'c'].map((name) => `00000000-0000-4000-8000-00000000000${name}`);
const [CENTRE, PROGRAM] = [uuidv7(), uuidv7()];
export const FIRST = '2026-03-02';
const SPAN = { first: FIRST, last: addDays(FIRST, 17) };
/** 05:00 to 07:00: the daypart. */
export const OPEN: ClockRange = { from: 2 * 3_600, until: 4 * 3_600 };
export const BOTH = { maySchedule: () => true };

/** An entry with the length of what it plays. */
export interface Item {
  definition: Definition;
  seconds: number;
}

const timeAt = (minute: number) => {
  const [hour, rest] = [5 + Math.floor(minute / 60), minute % 60];
  return `0${hour}:${String(rest).padStart(2, '0')}`;
};
export interface When {
  rule: string | null;
  startsOn: string;
  stationIds: string[];
  /** How many days it lasts; null: without an end. */
  days?: number | null | undefined;
}

const when: fc.Arbitrary<When> = fc.record({
  rule: fc.constantFrom(null, 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'),
  startsOn: fc.nat(10).map((days) => addDays(FIRST, days)),
  stationIds: fc.subarray(STATIONS, { minLength: 1 }),
  days: fc.option(fc.integer({ min: 1, max: 8 })),
});
const minutes = fc.integer({ min: 1, max: 20 });
const world = fc.record({
  wanted: fc.tuple(when, minutes, fc.integer({ min: 0, max: 99 }), fc.boolean()),
  // How much later than the wanted one it begins; it overlaps in most cases.
  other: fc.tuple(when, minutes, fc.integer({ min: -15, max: 15 }), fc.boolean()),
  thirds: fc.array(fc.tuple(when, minutes, fc.integer({ min: 0, max: 110 })), { maxLength: 4 }),
  isByChange: fc.boolean(),
  today: fc.constantFrom<string>('2026-03-01', FIRST),
});

function newEntryOf({ rule, startsOn, stationIds, days = null }: When, times: string[]) {
  // Without a rule it airs once, and has no end to say.
  const until = days === null || rule === null ? null : addDays(startsOn, days - 1);
  return NewEntry.parse({ centreId: CENTRE, programId: PROGRAM, rule, startsOn, until, stationIds, times });
}

function definitionOf(wanted: NewEntry, id = uuidv7()): Definition {
  const entry = Object.assign(new Entry(), { id, centreId: CENTRE, stationId: null, withdrawnAt: null });
  return { entry, terms: [termsOf({ ...wanted, from: wanted.startsOn })], exceptions: [] };
}

const known = new WeakMap<Definition, Map<string, ReturnType<typeof expanded>>>();

/** Everything that an item takes at a station: the broadcasting day, and from which clock until which. */
export function takenAt(item: Item, station: string): Taken[] {
  const here = known.get(item.definition) ?? new Map<string, Taken[]>();
  known.set(item.definition, here);
  const taken = here.get(station) ?? expanded(item, station);
  here.set(station, taken);
  return taken;
}

function expanded({ definition, seconds }: Item, station: string) {
  if (definition.entry.withdrawnAt !== null) return [];
  const here = definition.terms.filter(
    ({ stationIds, leftOut }) => stationIds.includes(station) && !leftOut.includes(station),
  );
  return clockTimesOf(here, exceptionsAt(definition.exceptions, station), SPAN).map(({ day, time, onDay, slot }) => {
    const from = airClock(time);
    return { day, from, until: from + seconds, time, onDay, slot };
  });
}

type Taken = ReturnType<typeof expanded>[number];
const overlap = (one: Taken, other: Taken) => one.day === other.day && one.from < other.until && other.from < one.until;
export const meets = (one: Item, other: Item) =>
  STATIONS.flatMap((station) =>
    takenAt(one, station).flatMap((mine) =>
      takenAt(other, station).flatMap((theirs) => (overlap(mine, theirs) ? [{ station, mine, theirs }] : [])),
    ),
  );

/** The entries after operations, as the service would do them. */
export function done(operations: readonly Operation[], items: readonly Item[], seconds: number): Item[] {
  let after = [...items];
  for (const one of operations) {
    if (one.op === 'place') after.push({ definition: definitionOf(one.entry, one.entryId), seconds });
    else {
      after = after.map((item) =>
        'entryId' in one && item.definition.entry.id === one.entryId
          ? { ...item, definition: changed(item.definition, one) }
          : item,
      );
    }
  }
  return after;
}

function changed(definition: Definition, one: Operation): Definition {
  if (one.op === 'change') return { ...definition, terms: changedTerms(definition, one.changes) };
  if (one.op === 'except') {
    const exception = exceptionOf(one.exception, { by: '', at: new Date(0) });
    return { ...definition, exceptions: [...definition.exceptions, exception] };
  }
  const entry = Object.assign(new Entry(), definition.entry, { withdrawnAt: new Date(0) });
  return { ...definition, entry };
}

const once = (occurrences: readonly MetOccurrence[]) =>
  [...new Map(occurrences.map((one) => [`${one.onDay} ${one.slot}`, one])).values()].toSorted((one, other) =>
    one.onDay < other.onDay ? -1 : 1,
  );

export interface Scene {
  meeting: Meeting;
  wanted: Item;
  other: Item;
  thirds: Item[];
  before: Item[];
}

export type World = typeof world extends fc.Arbitrary<infer Given> ? Given : never;

/** Two entries that meet, and others that neither of them does; undefined when the two do not. */
export function sceneOf({ wanted: mine, other: theirs, thirds, isByChange, today }: World): Scene | undefined {
  const [when, length, minute, hasSecond] = mine;
  const late = (at: number) => timeAt(Math.min(Math.max(at, 0), 119 - 20));
  const entry = newEntryOf(
    when,
    [timeAt(minute), ...(hasSecond ? ['06:59'] : [])].filter((time, at, all) => all.indexOf(time) === at),
  );
  const wanted = { definition: definitionOf(entry), seconds: length * 60 - 7 };
  const otherTimes = [late(minute + theirs[2]), ...(theirs[3] ? ['17:00'] : [])];
  const other = { definition: definitionOf(newEntryOf(theirs[0], otherTimes)), seconds: theirs[1] * 60 - 30 };
  const apart = thirds
    .map(([at, long, begin]) => ({ definition: definitionOf(newEntryOf(at, [late(begin)])), seconds: long * 60 }))
    .filter((one) => meets(one, wanted).length === 0 && meets(one, other).length === 0);
  const clashes = meets(wanted, other).toSorted((a, b) =>
    `${a.mine.day} ${a.mine.time}` < `${b.mine.day} ${b.mine.time}` ? -1 : 1,
  );
  const [first] = clashes;
  if (!first) return undefined;
  const id = wanted.definition.entry.id;
  // Changed from its first day on, it was at another time before.
  const was = { ...wanted, definition: definitionOf({ ...entry, times: ['12:00'] }, id) };
  const operation: Operation = isByChange
    ? { op: 'change', entryId: id, changes: { from: entry.startsOn, times: entry.times } }
    : { op: 'place', entry };
  const busyOn = (days: (day: string) => boolean): ClockRange[] =>
    [other, ...apart, wanted].flatMap((item) =>
      STATIONS.flatMap((station) => takenAt(item, station))
        .filter(({ day, time }) => days(day) && !(item === wanted && time === first.mine.time))
        .map(({ from, until }) => ({ from, until })),
    );
  const meeting: Meeting = {
    operations: [operation],
    index: 0,
    wanted: {
      definition: wanted.definition,
      stations: when.stationIds.length,
      occurrences: once(clashes.map((one) => one.mine)),
    },
    other: {
      definition: other.definition,
      stations: theirs[0].stationIds.length,
      occurrences: once(clashes.map((one) => one.theirs)),
    },
    stationIds: [...new Set(clashes.map(({ station }) => station))],
    met: [...new Set(clashes.map(({ station }) => station))].map((at) => ({
      stationIds: [at],
      occurrences: once(clashes.flatMap(({ station, theirs }) => (station === at ? [theirs] : []))),
    })),
    isWhole: true,
    clock: first.mine.from,
    seconds: wanted.seconds,
    otherEnds: first.theirs.until,
    free: {
      always: freeClocks(
        OPEN,
        busyOn(() => true),
      ),
      thatDay: freeClocks(
        OPEN,
        busyOn((day) => day === first.mine.day),
      ),
    },
    today,
    knownUntil: SPAN.last,
  };
  return { meeting, wanted, other, thirds: apart, before: [...(isByChange ? [was] : []), other, ...apart] };
}

export const anyScene = world.map(sceneOf).filter((scene): scene is Scene => scene !== undefined);
/** The wanted one is there after a way out, among what has become of the others. */
export function after(scene: Scene, operations: readonly Operation[]) {
  const items = done(operations, scene.before, scene.wanted.seconds);
  const isWanted = ({ definition: { entry } }: Item) =>
    !scene.before.slice(-1 - scene.thirds.length).some((one) => one.definition.entry.id === entry.id);
  return { wanted: items.filter(isWanted), others: items.filter((one) => !isWanted(one)) };
}
