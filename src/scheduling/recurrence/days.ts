import { addDays } from '../../platform/clock/local-day.js';
import { type DayRule, daysBetween } from './rule.js';

type Series = NonNullable<DayRule['expand']>;

// The days of an entry are asked for several times while it is placed: a year of them for clashes and for the hours, and
// those of the plan.
const kept = new Map<Series, { from: string; until: string; days: string[] }>();
const KEPT_SERIES = 200;
const MOST_DAYS = 500;
/** The spans that are asked for begin and end some days apart. */
const MORE = { before: -7, after: 31 };
/** Beyond it days are not counted on. */
const LAST_YEAR = '9900';

/** The days of a rule from one day to another, both included, in order. All are `YYYY-MM-DD`. */
export function daysOf({ startsOn, until: end, expand }: DayRule, from: string, until: string): string[] {
  const first = from > startsOn ? from : startsOn;
  const last = end !== null && end < until ? end : until;
  if (first > last) return [];
  return expand ? daysOfSeries(expand, first, last) : [startsOn];
}

function daysOfSeries(series: Series, from: string, until: string): string[] {
  if (until > LAST_YEAR || until > addDays(from, MOST_DAYS)) return daysBetween(series, from, until);
  let known = kept.get(series);
  if (!known || from < known.from || until > known.until) {
    const [first, last] = [addDays(from, MORE.before), addDays(until, MORE.after)];
    known = { from: first, until: last, days: daysBetween(series, first, last) };
    const [oldest] = kept.keys();
    if (oldest && kept.size >= KEPT_SERIES) kept.delete(oldest);
    kept.set(series, known);
  }
  return known.days.filter((day) => day >= from && day <= until);
}
