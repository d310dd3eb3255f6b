import { dayAndMonth, dayAt, timeAt } from '../../words/formats.ts';
import type { StationItem, Trouble } from './queries.ts';

/** The device cannot hold the playlist of a stop before it has been told of it: nothing is wrong with its network. */
export const awaitsStop = ({ stop }: StationItem, trouble: Trouble): boolean =>
  trouble === 'older-playlist' && stop?.informed === false;

/** `05:15` today, `05:15 25/11` on another day; at the station. */
export function shortMoment(instant: string, now: number, timeZone: string): string {
  const day = dayAt(instant, timeZone);
  const time = timeAt(instant, timeZone);
  return day === dayAt(now, timeZone) ? time : `${time} ${dayAndMonth(day)}`;
}
