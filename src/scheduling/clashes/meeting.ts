import type { Operation } from '../operations/operations.schemas.js';
import { type Definition, type EntryTerms, termsOn } from '../terms/definition.js';
import type { Entry } from '../terms/entry.entity.js';
import type { OccurrenceName } from './adapt-operation.js';
import type { ClockRange } from './free-clocks.js';

/** An occurrence as it would air, by the clock on the wall. */
export interface MetOccurrence extends OccurrenceName {
  /** `HH:MM` */
  time: string;
}

/** One of two entries that meet. */
export interface Party {
  /** As it would be. */
  definition: Definition;
  /** At how many stations it airs. */
  stations: number;
  /** Its occurrences that meet the other, each once, by day. */
  occurrences: readonly MetOccurrence[];
}

/** Stations at which two entries meet in the same occurrences of the other one. */
export interface MetStations {
  /** Null: all at which the other one airs, too many to name. */
  stationIds: readonly string[] | null;
  occurrences: readonly MetOccurrence[];
}

/** Two entries that meet because of an operation. Clocks are in seconds since 03:00. */
export interface Meeting {
  operations: readonly Operation[];
  /** Which of them it is. */
  index: number;
  wanted: Party;
  other: Party;
  /** Where they meet. */
  stationIds: readonly string[];
  /** Where they meet in which occurrences of the other one; none when these stations cannot be named. */
  met: readonly MetStations[];
  /** Whether there are no more stations and occurrences at which they meet. */
  isWhole: boolean;
  /** When the wanted one begins, the first time that they meet, and its length. */
  clock: number;
  seconds: number;
  /** When the other one ends then. */
  otherEnds: number;
  /** Where the wanted one could air: on all its days at that time, and on the day of the first time. */
  free: { always: readonly ClockRange[]; thatDay: readonly ClockRange[] };
  /** The local day there, `YYYY-MM-DD`. */
  today: string;
  /** The last day of which it is known where they meet. */
  knownUntil: string;
}

/**
 * All that an entry meets, as one meeting: at any of the stations, at any of the occurrences. It begins with the first.
 * @param meetings of one wanted entry
 */
export function united([first, ...more]: readonly [Meeting, ...Meeting[]]): Meeting {
  const all = [first, ...more];
  const occurrences = new Map(
    all.flatMap(({ wanted }) => wanted.occurrences.map((one) => [`${one.onDay} ${one.slot}`, one] as const)),
  );
  return {
    ...first,
    wanted: { ...first.wanted, occurrences: [...occurrences.values()] },
    stationIds: [...new Set(all.flatMap(({ stationIds }) => stationIds))],
    isWhole: all.every(({ isWhole }) => isWhole),
  };
}

/** Whoever is told. */
export interface Reader {
  maySchedule(entry: Entry): boolean;
}

/** The terms of the first occurrence that meets the other. */
export function termsMet({ definition, occurrences }: Party): EntryTerms | undefined {
  const [first] = occurrences;
  return first && termsOn(definition.terms, first.onDay);
}

/** Whether an entry has a single occurrence. */
export const isOneOff = ({ terms }: Definition): boolean =>
  terms.length === 1 &&
  terms.every((one) => one.rrule === null && one.extraDays.length === 0 && one.times.length === 1);

/** Makes an operation for each of the stations; for all at once when they are all at which an entry airs. */
export function eachStation(
  stationIds: readonly string[],
  { stations }: Party,
  make: (stationId: string | null) => Operation,
): Operation[] {
  return stationIds.length >= stations ? [make(null)] : stationIds.map(make);
}
