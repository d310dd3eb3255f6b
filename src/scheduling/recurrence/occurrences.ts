import { addDays, localDay } from '../../platform/clock/local-day.js';
import { airDayOf } from './air-day.js';
import { type ClockTime, clockTimesOf, type Terms, type TermsException } from './clock-times.js';
import { instantOf } from './instants.js';

/** From one instant to another in a zone. */
export interface ZonedSpan {
  /** IANA zone. */
  zone: string;
  /** The first instant. */
  from: Date;
  /** The first instant after the span. */
  until: Date;
}

/** A time at which an entry airs in a zone. Days are `YYYY-MM-DD`. */
export interface Occurrence extends Omit<ClockTime, 'day'> {
  /** The broadcasting day, 03:00 to 03:00. */
  airDay: string;
  /** The local day. */
  airsOn: string;
  startsAt: Date;
  /** The time comes twice that night; this is the first. */
  note?: 'clock-twice';
}

/** A time that the clocks skip. */
export interface SkippedOccurrence extends Omit<Occurrence, 'startsAt' | 'note'> {
  /** The jump of the clocks. */
  skippedAt: Date;
}

export interface Occurrences {
  airing: Occurrence[];
  skipped: SkippedOccurrence[];
}

/**
 * When an entry airs in a zone between two instants (`until` excluded), in order. Nothing airs in place of a time that
 * the clocks skip: nobody chose another, and it could meet another item.
 * @param exceptions those that are in force for the station, its own and those for all
 */
export function occurrences(
  terms: readonly Terms[],
  exceptions: readonly TermsException[],
  { zone, from, until }: ZonedSpan,
): Occurrences {
  const found: Occurrences = { airing: [], skipped: [] };
  if (from >= until) return found;
  // A day more at either end: a jump of the clocks can lie on another local day than the time that it skips.
  const days = { first: addDays(localDay(from, zone), -1), last: addDays(localDay(until, zone), 1) };
  const isWithin = (at: Date) => at >= from && at < until;
  for (const { day, ...named } of clockTimesOf(terms, exceptions, days)) {
    const one = { ...named, airDay: airDayOf(day, named.time), airsOn: day };
    const wall = instantOf(day, named.time, zone);
    if ('skippedAt' in wall) {
      if (isWithin(wall.skippedAt)) found.skipped.push({ ...one, skippedAt: wall.skippedAt });
    } else if (isWithin(wall.at)) {
      found.airing.push({ ...one, startsAt: wall.at, ...(wall.note ? { note: wall.note } : {}) });
    }
  }
  found.airing.sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  return found;
}
