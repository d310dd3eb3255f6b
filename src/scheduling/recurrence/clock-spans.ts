import { DateTime } from 'luxon';
import { addDays } from '../../platform/clock/local-day.js';

/** A span of a day by the wall clock, in minutes since 00:00; 1440 is the end of the day. */
export interface ClockSpan {
  from: number;
  until: number;
}

/** From one instant up to another, which is not included. */
export interface Interval {
  from: Date;
  until: Date;
}

export const MINUTES_OF_A_DAY = 1_440;

/** Minutes since 00:00 of `HH:MM`; `24:00` is the end of the day. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * All instants of a local day at which a wall clock in the zone shows a time inside the span, in order. When the clocks
 * change on that day, these may be fewer than the span has minutes, more, or two intervals.
 * @param day `YYYY-MM-DD`
 */
export function instantsOf(day: string, { from, until }: ClockSpan, zone: string): Interval[] {
  const utc = Date.parse(`${day}T00:00:00Z`);
  return stretchesOf(day, zone).flatMap((stretch) => {
    const begin = Math.max(utc + (from - stretch.offset) * 60_000, stretch.from);
    const end = Math.min(utc + (until - stretch.offset) * 60_000, stretch.until);
    return begin < end ? [{ from: new Date(begin), until: new Date(end) }] : [];
  });
}

/** A local day from its first instant to that of the next day. */
export function wholeDay(day: string, zone: string): Interval {
  const stretches = stretchesOf(day, zone);
  return { from: new Date(stretches[0]?.from ?? 0), until: new Date(stretches.at(-1)?.until ?? 0) };
}

/** The same instants as intervals that neither touch nor overlap, in order. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const apart: Interval[] = [];
  for (const { from, until } of intervals.toSorted((one, other) => one.from.getTime() - other.from.getTime())) {
    const last = apart.at(-1);
    if (!last || last.until < from) apart.push({ from, until });
    else if (last.until < until) last.until = until;
  }
  return apart;
}

/** A part of a day between two changes of the clocks, in milliseconds; `offset` from UTC in minutes. */
interface Stretch {
  from: number;
  until: number;
  offset: number;
}

// Thousands of stations ask for the same few days.
const known = new Map<string, Stretch[]>();
const KNOWN_AT_MOST = 2_000;

function stretchesOf(day: string, zone: string): Stretch[] {
  const key = `${day} ${zone}`;
  const stretches = known.get(key) ?? computeStretches(day, zone);
  if (known.size >= KNOWN_AT_MOST) known.clear();
  known.set(key, stretches);
  return stretches;
}

function computeStretches(day: string, zone: string): Stretch[] {
  const from = startOf(day, zone);
  const until = startOf(addDays(day, 1), zone);
  const [before, after] = [offsetAt(from, zone), offsetAt(until - 1, zone)];
  if (before === after) return [{ from, until, offset: before }];
  let [low, high] = [from, until - 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return [
    { from, until: high, offset: before },
    { from: high, until, offset: after },
  ];
}

const startOf = (day: string, zone: string): number => DateTime.fromISO(day, { zone }).startOf('day').toMillis();
const offsetAt = (at: number, zone: string): number => DateTime.fromMillis(at, { zone }).offset;
