import { DateTime } from 'luxon';
import { addDays } from '../../platform/clock/local-day.js';

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

/** The local days of which a change may skip a time. */
export const daysBeside = (changes: readonly ClockChange[]): Set<string> =>
  new Set(changes.flatMap(({ at }) => [-1, 0, 1].map((days) => addDays(at.toISOString().slice(0, 10), days))));
