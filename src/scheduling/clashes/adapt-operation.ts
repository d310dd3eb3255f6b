import type { Operation } from '../operations/operations.schemas.js';
import type { EntryPlaces } from '../terms/definition.js';

/** A name of an occurrence: the day of its rule, and a place in the sorted times of that day. */
export interface OccurrenceName {
  onDay: string;
  slot: number;
}

/** By which occurrences of an entry are told apart. */
export const nameOf = ({ onDay, slot }: OccurrenceName): string => `${onDay} ${slot}`;

const OTHERWISE = { until: null, toDay: null, toTime: null, programId: null, note: null };

/** Skips an occurrence. @param stationId null: at all stations */
export const skip = (entryId: string, { onDay, slot }: OccurrenceName, stationId: string | null): Operation =>
  skipDays(entryId, { from: onDay, until: null, slot }, stationId);

/** Occurrences that are skipped: on days, at one time of them or all. `until` null: on one day. */
export interface SkippedDays {
  from: string;
  until: string | null;
  slot: number | null;
}

/** Skips occurrences. @param stationId null: at all stations */
export const skipDays = (entryId: string, days: SkippedDays, stationId: string | null): Operation => ({
  op: 'except',
  entryId,
  exception: { ...OTHERWISE, action: 'skip', ...days, stationId },
});

/** Moves an occurrence to another time of its day. @param to.stationId null: at all stations */
export const move = (
  entryId: string,
  { onDay, slot }: OccurrenceName,
  to: { stationId: string | null; time: string },
): Operation => ({
  op: 'except',
  entryId,
  exception: { ...OTHERWISE, action: 'move', from: onDay, slot, stationId: to.stationId, toTime: to.time },
});

/** Places or changes an entry with another time in place of one of its times; undefined for other operations. */
export function atTime(
  operation: Operation,
  times: readonly string[],
  { from, to }: { from: string; to: string },
): Operation | undefined {
  const replaced = times.map((time) => (time === from ? to : time)).toSorted();
  if (operation.op === 'place') return { ...operation, entry: { ...operation.entry, times: replaced } };
  if (operation.op === 'change') return { ...operation, changes: { ...operation.changes, times: replaced } };
  return undefined;
}

/** Places or changes an entry so that it is for other stations; undefined for other operations. */
export function atPlaces(operation: Operation, places: NamedPlaces): Operation | undefined {
  if (operation.op === 'place') return { ...operation, entry: { ...operation.entry, ...places } };
  if (operation.op === 'change') return { ...operation, changes: { ...operation.changes, ...places } };
  return undefined;
}

interface NamedPlaces {
  stationIds: string[];
  leftOut: string[];
}

/** Places without some stations; undefined when none is left. */
export function placesWithout(places: EntryPlaces, stationIds: readonly string[]): NamedPlaces | undefined {
  const without = new Set(stationIds);
  const left = places.stationIds.filter((id) => !without.has(id));
  const isForMore = places.everywhere || places.groupIds.length > 0;
  if (left.length === 0 && !isForMore) return undefined;
  // A station that is not for the entry by name, a group or all needs not be left out.
  return { stationIds: left, leftOut: [...new Set([...places.leftOut, ...(isForMore ? stationIds : [])])] };
}
