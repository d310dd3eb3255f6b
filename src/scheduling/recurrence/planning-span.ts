import { DateTime } from 'luxon';
import type { Span } from './occurrences.js';

/** From now to the end of the local day that is `days` days after today. */
export function planningSpan(now: Date, zone: string, days: number): Span {
  const until = DateTime.fromJSDate(now, { zone })
    .startOf('day')
    .plus({ days: days + 1 });
  return { zone, from: now, until: until.toJSDate() };
}

/** The local days `YYYY-MM-DD` that a span touches. */
export function localDaysOf({ zone, from, until }: Span): string[] {
  const days: string[] = [];
  let day = DateTime.fromJSDate(from, { zone }).startOf('day');
  for (; day.toMillis() < until.getTime(); day = day.plus({ days: 1 })) days.push(day.toFormat('yyyy-MM-dd'));
  return days;
}

/** An instant as people at the station read it: `2026-03-02 05:15`. */
export function localTime(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
}
