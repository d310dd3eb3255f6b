import { DateTime } from 'luxon';
import { quotasFor } from '../airtime/judge.js';
import type { Quota, RuleSet } from '../airtime/rule-set.js';
import { airDayOf, SECONDS_A_DAY } from '../recurrence/air-day.js';
import type { Interval } from '../recurrence/clock-spans.js';
import { instantOf } from '../recurrence/instants.js';
import { type ClockRange, freeClocks } from './free-clocks.js';

/** Days and time at which an entry airs, by the clock on the wall. */
export interface AiringsOfDay {
  /** Local days, `YYYY-MM-DD`. */
  days: readonly string[];
  /** `HH:MM` */
  time: string;
  seconds: number;
}

/** Stations that are judged alike. */
export interface JudgedStations {
  /** IANA zone. */
  zone: string;
  on(day: string): RuleSet;
}

const MIDNIGHT = 21 * 3_600;

/**
 * Where an entry could air instead without leaving its hours, its daypart or its local day, at any of the stations, on any
 * of the days. Days on which the rules do not let it air anyway do not count.
 * @param taken what airs there already on one of the days
 */
export function openClocks(
  stations: readonly JudgedStations[],
  { days, time, seconds }: AiringsOfDay,
  taken: readonly ClockRange[],
): ClockRange[] {
  let open: ClockRange = time < '03:00' ? { from: MIDNIGHT, until: SECONDS_A_DAY } : { from: 0, until: MIDNIGHT };
  const closed: ClockRange[] = [...taken];
  let isJudged = false;
  for (const { zone, on } of stations) {
    for (const day of days) {
      const wall = instantOf(day, time, zone);
      if (!('at' in wall)) continue;
      const airing = { startsAt: wall.at, endsAt: new Date(wall.at.getTime() + seconds * 1_000) };
      const rules = on(day);
      const hours = rules.hours.find(({ from, until }) => from <= airing.startsAt && airing.endsAt <= until);
      if (!hours) continue;
      isJudged = true;
      const clocks = (interval: Interval) => clocksOf(interval, airDayOf(day, time), zone);
      const own = quotasFor(airing, rules);
      for (const within of [hours, ...own]) open = common(open, clocks(within));
      // In another daypart it would count against that one.
      closed.push(...othersThan(own, rules).map(clocks));
    }
  }
  return isJudged ? freeClocks(open, closed) : [];
}

const othersThan = (own: readonly Quota[], { quotas }: RuleSet): Quota[] =>
  quotas.filter((quota) => quota.name !== null && !own.includes(quota));

const common = (one: ClockRange, other: ClockRange): ClockRange => ({
  from: Math.max(one.from, other.from),
  until: Math.min(one.until, other.until),
});

/** An interval as far as it lies in a broadcasting day. */
function clocksOf({ from, until }: Interval, airDay: string, zone: string): ClockRange {
  return { from: clockOn(airDay, from, zone), until: clockOn(airDay, until, zone) };
}

function clockOn(airDay: string, at: Date, zone: string): number {
  const local = DateTime.fromJSDate(at, { zone }).setZone('utc', { keepLocalTime: true });
  const begins = DateTime.fromISO(`${airDay}T03:00`, { zone: 'utc' });
  return Math.min(Math.max(local.diff(begins).as('seconds'), 0), SECONDS_A_DAY);
}
