import { DateTime } from 'luxon';
import type { Interval } from '../recurrence/clock-spans.js';

/** Intervals of one local day as people read them: `05:00` to `21:00`; `24:00` is the end of the day. */
export function clockWindows(intervals: readonly Interval[], zone: string): { from: string; to: string }[] {
  return intervals.map(({ from, until }) => {
    const to = clockAt(until, zone);
    return { from: clockAt(from, zone), to: to === '00:00' ? '24:00' : to };
  });
}

const clockAt = (at: Date, zone: string): string => DateTime.fromJSDate(at, { zone }).toFormat('HH:mm');
