import { DateTime } from 'luxon';
import { addDays, localDay } from '../../platform/clock/local-day.js';

/** What an entry says about when it airs, in each station's local time. */
export interface RecurrenceRule {
  repeats: 'once' | 'weekly';
  /** ISO days, 1 is Monday, of a weekly rule; empty for a rule for one date. */
  days: readonly number[];
  /** `HH:MM`. */
  times: readonly string[];
  /** The first local day, `YYYY-MM-DD`; the only one when the rule is for one date. */
  validFrom: string;
  /** The last local day, or null: until further notice. */
  validUntil: string | null;
}

export interface Occurrence {
  /** The local day, `YYYY-MM-DD`. */
  airsOn: string;
  /** The rule's time, `HH:MM`. */
  time: string;
  startsAt: Date;
}

/** An occurrence with its end. */
export interface TimedOccurrence extends Occurrence {
  /** IANA zone. */
  zone: string;
  /** The first instant after it. */
  endsAt: Date;
}

/** From one instant to another in a zone. */
export interface ZonedSpan {
  /** IANA zone. */
  zone: string;
  /** The first instant. */
  from: Date;
  /** The first instant after the span. */
  until: Date;
}

/**
 * When a rule airs in a zone between two instants (`until` excluded), in order.
 *
 * When the clocks change, a time that they skip has no occurrence on that day: at another time it could meet another
 * item, and nobody chose that time. A time that comes twice airs the first time only. So there is at most one
 * occurrence for a time and day.
 */
export function occurrences(rule: RecurrenceRule, { zone, from, until }: ZonedSpan): Occurrence[] {
  if (from >= until) return [];
  const found = daysOf(rule, { zone, from, until }).flatMap((airsOn) =>
    [...new Set(rule.times)].flatMap((time) => {
      const startsAt = instantOf(airsOn, time, zone);
      return startsAt && startsAt >= from && startsAt < until ? [{ airsOn, time, startsAt }] : [];
    }),
  );
  return found.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}

/** The same with their ends. @param seconds the length of the program, a whole number */
export function timedOccurrences(rule: RecurrenceRule, seconds: number, span: ZonedSpan): TimedOccurrence[] {
  return occurrences(rule, span).map((occurrence) => ({
    ...occurrence,
    zone: span.zone,
    endsAt: new Date(occurrence.startsAt.getTime() + seconds * 1_000),
  }));
}

/**
 * The instant at which a wall clock in `zone` first shows `time` (`HH:MM`) on `day` (`YYYY-MM-DD`);
 * undefined when it never does.
 */
export function instantOf(day: string, time: string, zone: string): Date | undefined {
  const [first] = DateTime.fromISO(`${day}T${time}`, { zone })
    .getPossibleOffsets()
    .toSorted((one, other) => one.toMillis() - other.toMillis());
  return first && first.toFormat("yyyy-MM-dd'T'HH:mm") === `${day}T${time}` ? first.toJSDate() : undefined;
}

function daysOf(rule: RecurrenceRule, { zone, from, until }: ZonedSpan): string[] {
  const first = later(localDay(from, zone), rule.validFrom);
  const last = earlier(localDay(until, zone), rule.repeats === 'once' ? rule.validFrom : rule.validUntil);
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (rule.repeats === 'once' || rule.days.includes(isoDay(day))) days.push(day);
  }
  return days;
}

/** 1 is Monday. @param day `YYYY-MM-DD` */
export const isoDay = (day: string): number => DateTime.fromISO(day, { zone: 'utc' }).weekday;
const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string | null): string => (other !== null && other < one ? other : one);
