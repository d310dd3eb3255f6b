import { addDays } from '../../platform/clock/local-day.js';
import { airClock, airDayOf } from '../recurrence/air-day.js';
import { clockTimesOf } from '../recurrence/clock-times.js';
import { type Definition, type EntryTerms, exceptionsAt } from './definition.js';

/** Clock times that an entry takes on broadcasting days; those that are moved are rows of their own. */
export interface Airtime {
  termsId: string;
  programId: string;
  /** Null: at all stations of the terms but `butStations`, which have rows of their own. */
  stationId: string | null;
  butStations: readonly string[];
  /** Seconds since 03:00. */
  clockFrom: number;
  clockUntil: number;
  /** `YYYY-MM-DD`, in order. */
  days: string[];
}

/** Length and last day of a program; undefined while it has no audio, or is withdrawn. */
export type LengthOf = (programId: string) => { seconds: number; expiresOn: string | null } | undefined;

/** The airtime of an entry on the local days of a span, both ends included. */
export function airtimeOf(
  definition: Pick<Definition, 'terms' | 'exceptions'>,
  lengthOf: LengthOf,
  span: { first: string; last: string },
): Airtime[] {
  const own = [...new Set(definition.exceptions.flatMap(({ stationId }) => stationId ?? []))];
  return definition.terms.flatMap((terms) => [
    ...rowsOf(terms, { ...definition, stationId: null, butStations: own }, lengthOf, span),
    ...own.flatMap((stationId) => rowsOf(terms, { ...definition, stationId, butStations: [] }, lengthOf, span)),
  ]);
}

function rowsOf(
  terms: EntryTerms,
  { exceptions, stationId, butStations }: Pick<Definition, 'exceptions'> & Pick<Airtime, 'stationId' | 'butStations'>,
  lengthOf: LengthOf,
  span: { first: string; last: string },
): Airtime[] {
  const there = exceptionsAt(exceptions, stationId ?? '');
  const rows = new Map<string, Airtime>();
  for (const { day, time, programId: replacement } of clockTimesOf([terms], there, span)) {
    const programId = replacement ?? terms.programId;
    const length = lengthOf(programId);
    if (!length || (length.expiresOn !== null && day > length.expiresOn)) continue;
    const key = `${time} ${programId}`;
    const clockFrom = airClock(time);
    const row = rows.get(key) ?? {
      termsId: terms.id,
      programId,
      stationId,
      butStations,
      clockFrom,
      clockUntil: clockFrom + length.seconds,
      days: [],
    };
    row.days.push(airDayOf(day, time));
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** Days as a literal of a datemultirange. @param days in order */
export function multirangeOf(days: readonly string[]): string {
  const ranges: { from: string; after: string }[] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last?.after === day) last.after = addDays(day, 1);
    else ranges.push({ from: day, after: addDays(day, 1) });
  }
  return `{${ranges.map(({ from, after }) => `[${from},${after})`).join(',')}}`;
}
