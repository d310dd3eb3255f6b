import { dayAndMonth, dayAt, timeAt } from '../../words/formats.ts';

/** `05:15` today, `05:15 25/11` on another day; at the station. */
export function shortMoment(instant: string, now: number, timeZone: string): string {
  const day = dayAt(instant, timeZone);
  const time = timeAt(instant, timeZone);
  return day === dayAt(now, timeZone) ? time : `${time} ${dayAndMonth(day)}`;
}
