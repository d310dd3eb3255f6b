import { DateTime } from 'luxon';

/** When a clock on the wall shows a time of a day: an instant, or the jump of the clocks that skips it. */
export type WallInstant = { at: Date; note?: 'clock-twice' } | { skippedAt: Date };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// Wider than the clocks of any zone are from UTC, -12 to +14 hours.
const BEFORE_MS = 15 * HOUR_MS;
const AFTER_MS = 13 * HOUR_MS;

/**
 * The instant at which a clock in `zone` shows `time` (`HH:MM`) on `day` (`YYYY-MM-DD`). A time that comes twice, when
 * clocks go back, is the first of the two, with a note. A time that the clocks skip has none: nobody chose another.
 */
export function instantOf(day: string, time: string, zone: string): WallInstant {
  const wanted = `${day}T${time}`;
  const offset = steadyOffset(day, zone);
  if (offset !== undefined) return { at: new Date(Date.parse(`${wanted}Z`) - offset * MINUTE_MS) };
  const [first, second] = DateTime.fromISO(wanted, { zone })
    .getPossibleOffsets()
    .toSorted((one, other) => one.toMillis() - other.toMillis());
  if (!first || first.toFormat("yyyy-MM-dd'T'HH:mm") !== wanted) return { skippedAt: jumpOver(wanted, zone) };
  return second ? { at: first.toJSDate(), note: 'clock-twice' } : { at: first.toJSDate() };
}

/** What is worth telling about an instant at which something begins: whether its time comes twice that night. */
export function noteOf(at: Date, zone: string): 'clock-twice' | null {
  const local = DateTime.fromJSDate(at, { zone });
  const wall = instantOf(local.toFormat('yyyy-MM-dd'), local.toFormat('HH:mm'), zone);
  return ('note' in wall && wall.note) || null;
}

// Each day of an entry is asked for, at each of its times.
const known = new Map<string, number | undefined>();
const KNOWN_AT_MOST = 5_000;

/** The offset from UTC in minutes on a day around which the clocks do not change; undefined when they do. */
function steadyOffset(day: string, zone: string): number | undefined {
  const key = `${day} ${zone}`;
  if (known.has(key)) return known.get(key);
  const utc = Date.parse(`${day}T00:00:00Z`);
  const [before, after] = [offsetAt(utc - BEFORE_MS, zone), offsetAt(utc + DAY_MS + AFTER_MS, zone)];
  const steady = before === after ? before : undefined;
  if (known.size >= KNOWN_AT_MOST) known.clear();
  known.set(key, steady);
  return steady;
}

const offsetAt = (at: number, zone: string): number => DateTime.fromMillis(at, { zone }).offset;

/** The first instant at which the clocks show the wanted time or a later one, to the millisecond. */
function jumpOver(wanted: string, zone: string): Date {
  const wall = Date.parse(`${wanted}:00Z`);
  let [low, high] = [wall - BEFORE_MS, wall + AFTER_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle + offsetAt(middle, zone) * MINUTE_MS >= wall) high = middle;
    else low = middle;
  }
  return new Date(high);
}
