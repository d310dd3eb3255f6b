import { addDays, localDay, mondayOf } from '../src/platform/clock/local-day.js';

export const ZONE = 'Asia/Ho_Chi_Minh';
// Việt Nam keeps UTC+7 all year, so a local time of the story can be written with its offset.
const OFFSET = '+07:00';
const DAY_MS = 86_400_000;
// Of the week after the story; on its Wednesday, something airs every second week.
const TUESDAY = 8;
const THURSDAY = 10;

/**
 * The week of the story: the last complete one. So the demo works at any time, ends at the present, and needs nothing from
 * the future.
 */
export class StoryWeek {
  readonly monday: string;

  /** The local day of the present, in the week after the story: 7 is Monday, 13 Sunday. */
  readonly today: number;

  constructor(now: Date) {
    const thisMonday = mondayOf(localDay(now, ZONE));
    this.monday = addDays(thisMonday, -7);
    this.today = 7 + (Date.parse(localDay(now, ZONE)) - Date.parse(thisMonday)) / DAY_MS;
  }

  /** A day after the story that the demo declares quiet: never the present, and with the daily segment alone on it. */
  get quietDay(): string {
    return this.day(this.today === TUESDAY ? THURSDAY : TUESDAY);
  }

  /** The local day: 0 is Monday, 6 Sunday, -3 the Friday before. */
  day(index: number): string {
    return addDays(this.monday, index);
  }

  /** The instant of a local time `HH:MM` on a day of the story. */
  at(index: number, time: string): Date {
    return new Date(`${this.day(index)}T${time}:00${OFFSET}`);
  }
}
