import { DateTime } from 'luxon';
import { MINUTES_OF_A_DAY } from '../recurrence/clock-spans.js';

/** The clocks of a zone are set forward or back. */
export interface ClockChange {
  at: Date;
  /** Minutes from UTC. */
  before: number;
  after: number;
}

/** No zone changes its clocks twice in so many days. */
const STEP_MS = 7 * 86_400_000;

/** Changes of the clocks of a zone between two days, in order. @param zone IANA */
export function clockChanges(zone: string, first: string, last: string): ClockChange[] {
  const changes: ClockChange[] = [];
  const end = Date.parse(`${last}T12:00Z`);
  let from = Date.parse(`${first}T12:00Z`);
  let before = offsetAt(from, zone);
  for (; from < end; from += STEP_MS) {
    const after = offsetAt(from + STEP_MS, zone);
    if (before !== after) changes.push({ at: changeBetween(from, from + STEP_MS, zone), before, after });
    before = after;
  }
  return changes;
}

function changeBetween(from: number, until: number, zone: string): Date {
  const before = offsetAt(from, zone);
  let [low, high] = [from, until];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return new Date(high);
}

export const offsetAt = (at: number, zone: string): number => DateTime.fromMillis(at, { zone }).offset;

/** Minutes of a local day that no clock shows, because it was set forward. */
export interface SkippedMinutes {
  day: string;
  from: number;
  until: number;
}

/** The minutes that changes skip, day by day. */
export function skippedMinutes(changes: readonly ClockChange[]): SkippedMinutes[] {
  return changes.flatMap(({ at, before, after }) => {
    const [from, until] = [before, after].map((offset) => Math.round(at.getTime() / 60_000) + offset);
    return from !== undefined && until !== undefined && until > from ? daysIn(from, until) : [];
  });
}

/** @param from minutes since 1970 by the clock on the wall */
function daysIn(from: number, until: number): SkippedMinutes[] {
  const midnight = Math.floor(from / MINUTES_OF_A_DAY) * MINUTES_OF_A_DAY;
  const day = new Date(midnight * 60_000).toISOString().slice(0, 10);
  const end = midnight + MINUTES_OF_A_DAY;
  const first = { day, from: from - midnight, until: Math.min(until, end) - midnight };
  return until > end ? [first, ...daysIn(end, until)] : [first];
}
