import { addDays, dayAndMonth, fullDay, mondayOf, weekNumber } from '../../words/formats.ts';

/** A week from Monday to Sunday or a month of the calendar, both ends included. */
export interface Period {
  span: 'week' | 'month';
  from: string;
  until: string;
}

const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

/** The period that a day is in. */
export function periodOf(span: Period['span'], day: string): Period {
  if (span === 'week') return { span, from: mondayOf(day), until: addDays(mondayOf(day), 6) };
  const from = firstOfMonth(day);
  // 31 days after the first of a month is a day of the next one.
  return { span, from, until: addDays(firstOfMonth(addDays(from, 31)), -1) };
}

export const periodBefore = ({ span, from }: Period): Period => periodOf(span, addDays(from, -1));

export const periodAfter = ({ span, until }: Period): Period => periodOf(span, addDays(until, 1));

/** What the words of a period need: `week`, `from`, `until`; `month`. */
export const periodParts = ({ from, until }: Period) => ({
  week: weekNumber(from),
  month: `${Number(from.slice(5, 7))}/${from.slice(0, 4)}`,
  from: dayAndMonth(from),
  until: fullDay(until),
});

/** Weeks beside each other in the coverage of a segment. */
const WEEKS_SHOWN = 8;

/** The days of the weeks shown beside each other: the last ones up to a week, or those of a month. */
export const weeksOf = ({ span, from, until }: Period): { from: string; until: string } =>
  span === 'week' ? { from: addDays(from, -7 * (WEEKS_SHOWN - 1)), until } : { from, until };
