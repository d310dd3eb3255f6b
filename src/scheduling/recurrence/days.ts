import { type DayRule, daysBetween } from './rule.js';

/** The days of a rule from one day to another, both included, in order. All are `YYYY-MM-DD`. */
export function daysOf({ startsOn, until: end, expand }: DayRule, from: string, until: string): string[] {
  const first = from > startsOn ? from : startsOn;
  const last = end !== null && end < until ? end : until;
  if (first > last) return [];
  return expand ? daysBetween(expand, first, last) : [startsOn];
}
