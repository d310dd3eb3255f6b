import type { Narrator } from './narrator.js';

/** An occurrence in a station's timeline: `planned`, `expected` beyond the planned days, or not to be heard. */
export interface TimelineItem {
  entryId: string;
  title: string;
  time: string;
  state: string;
}

export interface TimelineDay {
  day: string;
  items: TimelineItem[];
}

const VIETNAMESE_DAY = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'UTC',
  weekday: 'long',
  day: '2-digit',
  month: '2-digit',
});

/** A local day `YYYY-MM-DD` for people to read: `Thứ Ba, 17/11`. */
export const readableDay = (day: string): string => VIETNAMESE_DAY.format(new Date(`${day}T00:00:00Z`));

/** The times at which something is to be heard on a day. */
export const heardTimes = ({ items }: TimelineDay): string =>
  items
    .filter(({ state }) => state === 'planned' || state === 'expected')
    .map(({ time }) => time)
    .join(' ');

/** The days of a station before and after a change, side by side. */
export function showBeforeAndAfter(
  narrator: Narrator,
  stationName: string,
  { before, after }: { before: TimelineDay[]; after: TimelineDay[] },
): void {
  narrator.table([
    [stationName, 'trước', 'sau'],
    ...before.map((day, index) => {
      const now = after[index];
      return [readableDay(day.day), heardTimes(day), now ? heardTimes(now) : ''];
    }),
  ]);
}
