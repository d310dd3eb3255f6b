import { DateTime } from 'luxon';
import { addDays } from '../../platform/clock/local-day.js';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { TooManyDays } from './timeline.problems.js';

/** The days of a rule are looked for as far ahead as this. */
const YEARS_AHEAD = 10;
const DAYS_MORE = 6;
const TOO_FAR = { vi: 'xa quá mười năm', en: 'is more than ten years ahead' };

interface Asked {
  from?: string | undefined;
  until?: string | undefined;
}

/**
 * The local days that a question about the schedule means: a week from today when it names none.
 * @throws TooManyDays · InvalidRequest when they end before they begin, or lie further ahead than rules are known
 */
export function askedDays({ from: asked, until }: Asked, today: string, maxDays: number): DaySpan {
  const furthest = yearsLater(today, YEARS_AHEAD);
  const from = asked ?? today;
  // Before any day is counted from it: there is none after 9999-12-31.
  if (from > furthest) throw at('from', TOO_FAR);
  const week = addDays(from, Math.min(DAYS_MORE, maxDays - 1));
  const days = { from, until: until ?? (week < furthest ? week : furthest) };
  if (days.until < from) throw at('until', { vi: 'trước from', en: 'is before from' });
  if (days.until >= addDays(from, maxDays)) throw new TooManyDays(maxDays);
  if (days.until > furthest) throw at('until', TOO_FAR);
  return days;
}

/** The same day so many years later; of 29 February the day before, where there is none. */
const yearsLater = (day: string, years: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ years }).toFormat('yyyy-MM-dd');

const at = (member: string, message: { vi: string; en: string }) =>
  new InvalidRequest([{ pointer: `/${member}`, message }]);

/** Every day of a span, `YYYY-MM-DD`. */
export function everyDay({ from, until }: DaySpan): string[] {
  const days: string[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}
