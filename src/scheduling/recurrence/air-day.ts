import { addDays } from '../../platform/clock/local-day.js';
import { localTime } from './wall-time.js';

/** The broadcasting day goes from 03:00 to 03:00 local, so that sound over midnight lies in one. */
const BEGINS_AT_SECOND = 3 * 3_600;
export const SECONDS_A_DAY = 86_400;

/** A clock time within a broadcasting day. */
export interface AirClock {
  /** `YYYY-MM-DD`: the local day on which the broadcasting day begins. */
  airDay: string;
  /** Seconds since 03:00 by the clock on the wall; less than a day. */
  clock: number;
}

/** Seconds since 03:00 of a local time `HH:MM`: 23:45 comes before 00:15. */
export function airClock(time: string): number {
  const second = Number(time.slice(0, 2)) * 3_600 + Number(time.slice(3, 5)) * 60;
  return (second + SECONDS_A_DAY - BEGINS_AT_SECOND) % SECONDS_A_DAY;
}

/** The broadcasting day of a local day and time: before 03:00 the day before. */
export const airDayOf = (day: string, time: string): string => (time < '03:00' ? addDays(day, -1) : day);

/** The broadcasting day at an instant, `YYYY-MM-DD`. @param zone IANA */
export function airDayAt(at: Date, zone: string): string {
  const [day = '', time = ''] = localTime(at, zone).split(' ');
  return airDayOf(day, time);
}

/** Whether sound lies within one broadcasting day in `zone`. It may end at 03:00 exactly. */
export function isWithinAirDay({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, zone: string): boolean {
  return airDayAt(startsAt, zone) === airDayAt(new Date(endsAt.getTime() - 1), zone);
}

/** The local day and time of a clock within a broadcasting day; seconds within the minute are dropped. */
export function localOf({ airDay, clock }: AirClock): { day: string; time: string } {
  const second = clock + BEGINS_AT_SECOND;
  const minute = Math.floor((second % SECONDS_A_DAY) / 60);
  const two = (number: number) => String(number).padStart(2, '0');
  return {
    day: second >= SECONDS_A_DAY ? addDays(airDay, 1) : airDay,
    time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
  };
}
