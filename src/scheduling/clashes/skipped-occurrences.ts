import type { Operation } from '../operations/operations.schemas.js';
import { clockTimesOf } from '../recurrence/clock-times.js';
import { type Definition, exceptionsAt } from '../terms/definition.js';
import { nameOf, type SkippedDays, skipDays } from './adapt-operation.js';
import type { MetOccurrence } from './meeting.js';

/** Occurrences of an entry at stations; `stationIds` null: at all. */
export interface OccurrencesAt {
  stationIds: readonly string[] | null;
  /** One of them. */
  alike: string;
  occurrences: readonly MetOccurrence[];
}

/** How far skipped days go on. */
export interface Ahead {
  /** The last day of which the occurrences are known. */
  knownUntil: string;
  /** The day until which a run is skipped that lasts to the end of what is known; null: that end. */
  until: string | null;
}

/**
 * Skips these occurrences and no others: days on which each occurrence of a time is skipped become one exception.
 * @returns the operations, and whether days are skipped beyond those that are known
 */
export function skipOccurrences(
  definition: Definition,
  all: readonly OccurrencesAt[],
  ahead: Ahead,
): { operations: Operation[]; goesOn: boolean } {
  const entryId = definition.entry.id;
  const runs = all.map(({ stationIds, ...one }) => ({ stationIds, runs: runsOf(definition, one, ahead) }));
  return {
    operations: runs.flatMap(({ stationIds, runs: { days } }) =>
      days.flatMap((one) => (stationIds ?? [null]).map((stationId) => skipDays(entryId, one, stationId))),
    ),
    goesOn: runs.some(({ runs: { goesOn } }) => goesOn),
  };
}

function runsOf(definition: Definition, { alike, occurrences }: Omit<OccurrencesAt, 'stationIds'>, ahead: Ahead) {
  const names = new Set(occurrences.map(nameOf));
  const days = occurrences.map(({ onDay }) => onDay).toSorted();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const until = last > ahead.knownUntil ? last : ahead.knownUntil;
  const exceptions = exceptionsAt(definition.exceptions, alike);
  const airing = clockTimesOf(definition.terms, exceptions, { first, last: until })
    // What is moved to another day keeps its place among the days of the rule.
    .filter(({ onDay }) => onDay >= first)
    .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const bySlot = new Map<number, SkippedDays[]>();
  let goesOn = false;
  for (const slot of new Set(occurrences.map((one) => one.slot))) {
    const runs: SkippedDays[] = [];
    let isOpen = false;
    for (const one of airing) {
      if (one.slot !== slot) continue;
      const run = runs.at(-1);
      if (names.has(nameOf(one))) {
        if (isOpen && run) run.until = one.onDay;
        else runs.push({ from: one.onDay, until: null, slot });
        isOpen = true;
      } else if (one.onDay <= ahead.knownUntil) isOpen = false;
    }
    const run = runs.at(-1);
    // A single occurrence tells nothing of those that are not known yet.
    if (isOpen && run?.until && ahead.until !== null && ahead.until > ahead.knownUntil) {
      run.until = ahead.until;
      goesOn = true;
    }
    bySlot.set(slot, runs);
  }
  return { days: together(bySlot, definition), goesOn };
}

/** All times of the days at once, where each of them is skipped on the same days. */
function together(bySlot: ReadonlyMap<number, SkippedDays[]>, { terms }: Definition): SkippedDays[] {
  const all = [...bySlot.values()].flat();
  const keyOf = ({ from, until }: SkippedDays) => `${from} ${until}`;
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  const isWhole = (one: SkippedDays) => {
    const within = terms.filter(
      ({ valid }) => valid.from <= (one.until ?? one.from) && (valid.until === null || valid.until >= one.from),
    );
    const times = Math.max(0, ...within.map((some) => some.times.length));
    return times > 1 && counts.get(keyOf(one)) === times;
  };
  const kept = all.map((one) => (isWhole(one) ? { ...one, slot: null } : one));
  return [...new Map(kept.map((one) => [`${keyOf(one)} ${one.slot}`, one])).values()];
}
