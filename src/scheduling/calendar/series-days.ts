import { addDays, startOfDay } from '../../platform/clock/local-day.js';
import { type DayRange, termsDays } from '../recurrence/clock-times.js';
import { daysOf } from '../recurrence/days.js';
import type { EntryException, EntryTerms } from '../terms/definition.js';
import type { SkippedMinutes } from './clock-changes.js';

/** What bounds a series. */
export interface SeriesBounds {
  /** IANA zone. */
  zone: string;
  /** The local days on which it may air, beginning with the first of any interest. */
  airing: DayRange;
  /** Nothing from this instant on; null: without an end. */
  before: Date | null;
  /** Exceptions are told as far as this day; a series with exceptions beyond ends there for now. */
  horizon: string;
  /** Minutes that the clocks of the zone skip. */
  skipped: readonly SkippedMinutes[];
}

/** The days of terms that a calendar can tell as an event that recurs. */
export interface SeriesDays {
  /** Undefined when there is none. */
  first: string | undefined;
  /** Null: without an end. */
  last: string | null;
  /** The days of the rule count, and not only `extra`. */
  isRuled: boolean;
  /** Besides the first one. */
  extra: string[];
  /** Extra days before the first day of the rule: RFC 5545 has them begin the event, and the rule does not know them. */
  early: string[];
}

/** A rule may have no day sooner, such as 29 February. */
const SEARCHED_DAYS = 3_660;
const A_YEAR = 366;

/** @param exceptions those about this time of the terms */
export function seriesDays(
  terms: EntryTerms,
  exceptions: readonly EntryException[],
  { airing, horizon }: SeriesBounds,
): SeriesDays {
  const isCut = exceptions.some(({ days }) => days.until === null || days.until > horizon);
  const ends = [terms.valid.until, airing.until, isCut ? horizon : null];
  const last = ends.flatMap((day) => day ?? []).toSorted()[0] ?? null;
  const from = terms.valid.from > airing.from ? terms.valid.from : airing.from;
  const isWithin = (day: string) => day >= from && (last === null || day <= last);
  const single = terms.rule.series === null ? [terms.startsOn] : [];
  const extra = [...new Set([...single, ...terms.extraDays])].filter(isWithin).toSorted();
  const ruled = terms.rule.series === null ? undefined : firstDayOfRule(terms, from, last);
  if (ruled === undefined) return { first: extra[0], last, isRuled: false, extra: extra.slice(1), early: [] };
  const [early, later] = [extra.filter((day) => day < ruled), extra.filter((day) => day > ruled)];
  return { first: ruled, last, isRuled: true, extra: later, early };
}

function firstDayOfRule({ rule }: EntryTerms, from: string, last: string | null): string | undefined {
  const begin = from > rule.startsOn ? from : rule.startsOn;
  // Most rules have a day at once, and a week costs much less than a year.
  const soon = daysOf(rule, begin, addDays(begin, 6))[0];
  if (soon !== undefined) return last === null || soon <= last ? soon : undefined;
  const end = addDays(begin, SEARCHED_DAYS);
  for (const [first, until] of inYears(begin, last !== null && last < end ? last : end)) {
    const [day] = daysOf(rule, first, until);
    if (day !== undefined) return day;
  }
  return undefined;
}

/** The days of the terms that exceptions are about, in order. */
export function exceptedDays(
  terms: EntryTerms,
  exceptions: readonly EntryException[],
  { horizon }: Pick<SeriesBounds, 'horizon'>,
): string[] {
  const days = exceptions.flatMap(({ days: { from, until } }) =>
    [...inYears(from, until !== null && until < horizon ? until : horizon)].flatMap(([first, last]) =>
      termsDays(terms, first, last),
    ),
  );
  return [...new Set(days)].toSorted();
}

/** The last instant of a local day, to the second. */
export const endOfDay = (day: string, zone: string): Date =>
  new Date(startOfDay(addDays(day, 1), zone).getTime() - 1_000);

/** Spans of a year at most, one after the other, lazily. */
function* inYears(from: string, until: string): Generator<[string, string]> {
  for (let first = from; first <= until; first = addDays(first, A_YEAR)) {
    const last = addDays(first, A_YEAR - 1);
    yield [first, last < until ? last : until];
  }
}
