import { DateTime } from 'luxon';
import { addDays } from '../../platform/clock/local-day.js';

/** A local day among others. */
export interface KnownDay {
  before: string;
  after: string;
  /** 1 is Monday. */
  weekday: number;
}

// Thousands of stations ask for the same few days.
const known = new Map<string, KnownDay>();
const KNOWN_AT_MOST = 2_000;

/** @param day `YYYY-MM-DD` */
export function knownDay(day: string): KnownDay {
  const found = known.get(day) ?? { before: addDays(day, -1), after: addDays(day, 1), weekday: weekdayOf(day) };
  if (known.size >= KNOWN_AT_MOST) known.clear();
  known.set(day, found);
  return found;
}

const weekdayOf = (day: string): number => DateTime.fromISO(day, { zone: 'utc' }).weekday;
