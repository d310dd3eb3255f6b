import { DateTime } from 'luxon';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
// Wider than the clocks of any zone are from UTC, -12 to +14 hours.
export const BEFORE_MS = 15 * HOUR_MS;
export const AFTER_MS = 13 * HOUR_MS;

/** How far clocks in `zone` are ahead of UTC at an instant, in minutes. @param at in milliseconds */
export const offsetAt = (at: number, zone: string): number => DateTime.fromMillis(at, { zone }).offset;

// Each day of an entry is asked for, at each of its times.
const known = new Map<string, number | undefined>();
const KNOWN_AT_MOST = 5_000;

/**
 * As `offsetAt`, on a day around which the clocks do not change: for all of it, in UTC as well as in the zone. Undefined
 * when they do.
 * @param day `YYYY-MM-DD`
 */
export function steadyOffset(day: string, zone: string): number | undefined {
  const key = `${day} ${zone}`;
  if (known.has(key)) return known.get(key);
  const utc = Date.parse(`${day}T00:00:00Z`);
  const [before, after] = [offsetAt(utc - BEFORE_MS, zone), offsetAt(utc + DAY_MS + AFTER_MS, zone)];
  const steady = before === after ? before : undefined;
  if (known.size >= KNOWN_AT_MOST) known.clear();
  known.set(key, steady);
  return steady;
}

/** An instant as people at the station read it: `2026-03-02 05:15`. */
export function localTime(at: Date, zone: string): string {
  const offset = steadyOffset(at.toISOString().slice(0, 10), zone) ?? offsetAt(at.getTime(), zone);
  return new Date(at.getTime() + offset * MINUTE_MS).toISOString().slice(0, 16).replace('T', ' ');
}
