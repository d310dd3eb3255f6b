import { DateTime } from 'luxon';
import { localDay } from '../../platform/clock/local-day.js';
import {
  isoDay,
  type RecurrenceRule,
  type TimedOccurrence,
  timedOccurrences,
  type ZonedSpan,
} from '../recurrence/occurrences.js';
import { findClashes } from './find-clashes.js';

/** When an entry airs, and how long each of its broadcasts is. */
export interface EntryTimes {
  rule: RecurrenceRule;
  /** The length of its program, a whole number. */
  seconds: number;
  /** The last local day of its program, `YYYY-MM-DD`. */
  expiresOn: string | null;
}

/** Two occurrences that overlap wherever both entries air in the zone. */
export type RuleClash = { [Side in 'wanted' | 'planned']: TimedOccurrence };

// Weekly rules repeat each 7 days. Clocks may skip a time in one week, never in two that follow each other.
const SHARED_DAYS = 14;

/**
 * Where two rules overlap in a zone: in the first two weeks, not before `from`, in which both are valid, in order. So it
 * costs the same however far ahead the two meet. None found means that they never meet, as long as the clocks of the
 * zone do not change while one of them is on the air.
 */
export function findRuleClashes(
  wanted: EntryTimes,
  planned: EntryTimes,
  { zone, from }: Omit<ZonedSpan, 'until'>,
): RuleClash[] {
  if (!mayMeet(wanted, planned)) return [];
  const validFrom = [wanted.rule.validFrom, planned.rule.validFrom, localDay(from, zone)].toSorted().at(-1) ?? '';
  const validUntil = earliest([lastDay(wanted.rule), wanted.expiresOn, lastDay(planned.rule), planned.expiresOn]);
  if (validUntil !== null && validUntil < validFrom) return [];
  const begin = DateTime.fromISO(validFrom, { zone }).startOf('day');
  const until = begin.plus({ days: SHARED_DAYS }).toJSDate();
  const span = { zone, from: later(begin.toJSDate(), from), until };
  // One station stands for all of the zone.
  const slots = ({ rule, seconds }: EntryTimes) =>
    timedOccurrences({ ...rule, validFrom, validUntil }, seconds, span).map((one) => ({ ...one, stationId: zone }));
  return findClashes(slots(wanted), slots(planned));
}

// By the wall clock alone, without a calendar: there can be thousands of entries at a station, and most never meet.
function mayMeet(one: EntryTimes, other: EntryTimes): boolean {
  const days = weekdaysOf(other.rule);
  return weekdaysOf(one.rule).some((day) => days.includes(day)) && timesMeet(one, other);
}

function timesMeet(one: EntryTimes, other: EntryTimes): boolean {
  const begins = other.rule.times.map(secondOfDay);
  return one.rule.times.some((time) => {
    const begin = secondOfDay(time);
    return begins.some((second) => begin < second + other.seconds && second < begin + one.seconds);
  });
}

/** The ISO days on which a rule airs; that of its date when it is for one date. */
export const weekdaysOf = ({ repeats, days, validFrom }: RecurrenceRule): readonly number[] =>
  repeats === 'once' ? [isoDay(validFrom)] : days;

const secondOfDay = (time: string): number => Number(time.slice(0, 2)) * 3_600 + Number(time.slice(3, 5)) * 60;

const lastDay = ({ repeats, validFrom, validUntil }: RecurrenceRule): string | null =>
  repeats === 'once' ? validFrom : validUntil;

const earliest = (days: readonly (string | null)[]): string | null =>
  days.filter((day) => day !== null).toSorted()[0] ?? null;

const later = (one: Date, other: Date): Date => (one > other ? one : other);
