import { addDays } from '../../platform/clock/local-day.js';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { TooManyDays } from './timeline.problems.js';

/** The days of a rule are looked for as far ahead as this. */
const YEARS_AHEAD = 10;
const DAYS_MORE = 6;

interface Asked {
  from?: string | undefined;
  until?: string | undefined;
}

/**
 * The local days that a question about the schedule means: a week from today when it names none.
 * @throws TooManyDays · InvalidRequest when they end before they begin, or lie further ahead than rules are known
 */
export function askedDays({ from: asked, until }: Asked, today: string, maxDays: number): DaySpan {
  const from = asked ?? today;
  const days = { from, until: until ?? addDays(from, Math.min(DAYS_MORE, maxDays - 1)) };
  if (days.until < from) throw at('until', { vi: 'trước from', en: 'is before from' });
  if (days.until >= addDays(from, maxDays)) throw new TooManyDays(maxDays);
  if (days.until > addDays(today, YEARS_AHEAD * 365)) {
    throw at('until', { vi: 'xa quá mười năm', en: 'is more than ten years ahead' });
  }
  return days;
}

const at = (member: string, message: { vi: string; en: string }) =>
  new InvalidRequest([{ pointer: `/${member}`, message }]);

/** Every day of a span, `YYYY-MM-DD`. */
export function everyDay({ from, until }: DaySpan): string[] {
  const days: string[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}
