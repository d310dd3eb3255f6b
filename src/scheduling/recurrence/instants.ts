import { DateTime } from 'luxon';
import { AFTER_MS, BEFORE_MS, localTime, offsetAt, steadyOffset } from './wall-time.js';

/** When a clock on the wall shows a time of a day: an instant, or the jump of the clocks that skips it. */
export type WallInstant = { at: Date; note?: 'clock-twice' } | { skippedAt: Date };

const MINUTE_MS = 60_000;

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
  const [day = '', time = ''] = localTime(at, zone).split(' ');
  const wall = instantOf(day, time, zone);
  return ('note' in wall && wall.note) || null;
}

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
