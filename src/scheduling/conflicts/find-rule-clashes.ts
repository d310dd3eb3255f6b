import { DateTime } from 'luxon';
import { localDay } from '../../platform/clock/local-day.js';
import { isoDay, occurrences, type RecurrenceRule } from '../recurrence/occurrences.js';
import { findClashes } from './find-clashes.js';

/** When an entry airs, and how long each of its broadcasts is. */
export interface RuledAirtime {
  rule: RecurrenceRule;
  seconds: number;
  /** The last local day of its program, `YYYY-MM-DD`. */
  expiresOn: string | null;
}

/** One broadcast of a rule, at whatever station of the zone. */
export interface RuledAiring {
  startsAt: Date;
  endsAt: Date;
  /** The local day. */
  airsOn: string;
}

export interface RuleClash {
  wanted: RuledAiring;
  held: RuledAiring;
}

export interface RuleSpan {
  /** IANA zone of the stations. */
  zone: string;
  /** Nothing before this instant is looked at. */
  from: Date;
}

// Weekly rules repeat each 7 days. Clocks may skip a time in one week, never in two that follow each other.
const SHARED_DAYS = 14;

/**
 * Where two rules would sound at once at one station of a zone: in the first two weeks, not before `from`, that both
 * of them are valid, in order; so it costs the same however far ahead the two meet. None found means that they never
 * meet, as long as nobody changes the clocks of the zone while one of them is on the air.
 */
export function findRuleClashes(wanted: RuledAirtime, held: RuledAirtime, { zone, from }: RuleSpan): RuleClash[] {
  if (!mayMeet(wanted, held)) return [];
  const validFrom = [wanted.rule.validFrom, held.rule.validFrom, localDay(from, zone)].toSorted().at(-1) ?? '';
  const validUntil = earliest([lastDay(wanted.rule), wanted.expiresOn, lastDay(held.rule), held.expiresOn]);
  if (validUntil !== null && validUntil < validFrom) return [];
  const begin = DateTime.fromISO(validFrom, { zone }).startOf('day');
  const until = begin.plus({ days: SHARED_DAYS }).toJSDate();
  const span = { zone, from: later(begin.toJSDate(), from), until };
  const airings = ({ rule, seconds }: RuledAirtime) =>
    occurrences({ ...rule, validFrom, validUntil }, span).map(({ airsOn, startsAt }) => {
      return { stationId: zone, airsOn, startsAt, endsAt: new Date(startsAt.getTime() + seconds * 1_000) };
    });
  return findClashes(airings(wanted), airings(held)).map(({ wanted, planned }) => ({ wanted, held: planned }));
}

// By the wall clock alone, without a calendar: most entries at a station never meet, and there can be thousands.
function mayMeet(one: RuledAirtime, other: RuledAirtime): boolean {
  const days = weekdaysOf(other.rule);
  return weekdaysOf(one.rule).some((day) => days.includes(day)) && timesMeet(one, other);
}

function timesMeet(one: RuledAirtime, other: RuledAirtime): boolean {
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
