import { DAY_SECONDS, HOUR } from '../../../parts/schedule/clocks.ts';
import type { GridItem, GridModel } from './grid-model.ts';

/** How a day of the grid is drawn: which hours, and how wide. */
export interface Geometry {
  /** The first and the last hour that are shown, in seconds since 00:00. */
  from: number;
  until: number;
  /** Of a day, in pixels. */
  width: number;
  /** Of an item, so that it can be read and hit. */
  chip: number;
  /** As wide as an item may be where there is room, so that its title can be read. */
  most: number;
}

export const NAME_WIDTH = 132;
/** Seven of them and the names fit beside the navigation of a window of 1024 pixels. */
const LEAST_DAY = 88;
const WEEK_CHIP = 38;
const DAY_CHIP = 46;
const TITLE_CHIP = 300;
const LEAST_LENGTH = 5;
const HOUR_WIDTH = 132;
export const LANE = 26;
const PADDING = 8;
/** As far an item may stand from its time, in pixels, so that fewer stand below each other. */
const NUDGE = 24;
const LEAST_ROW = 40;

/** The hours that matter: those in which programs may sound and those of all items, with one more on each side. */
function hoursOf({ airtime, lists }: GridModel): { from: number; until: number } {
  let first = 6 * HOUR;
  let last = 20 * HOUR;
  const include = (from: number, until: number) => {
    first = Math.min(first, from);
    last = Math.max(last, until);
  };
  for (const { hours } of airtime) for (const [from = first, until = last] of hours) include(from, until);
  for (const { items } of lists) for (const { clock, seconds } of items) include(clock, clock + seconds);
  return {
    from: Math.max(0, Math.floor(first / HOUR - 1) * HOUR),
    until: Math.min(DAY_SECONDS, Math.ceil(last / HOUR + 1) * HOUR),
  };
}

/** @param room of the whole grid, in pixels */
export function geometryOf(model: GridModel, room: number): Geometry {
  const hours = hoursOf(model);
  const isDay = model.days.length === 1;
  const free = room - NAME_WIDTH;
  if (isDay) {
    const width = Math.max(free, ((hours.until - hours.from) / HOUR) * HOUR_WIDTH);
    return { ...hours, width, chip: DAY_CHIP, most: TITLE_CHIP };
  }
  return {
    ...hours,
    width: Math.max(LEAST_DAY, Math.floor(free / model.days.length)),
    chip: WEEK_CHIP,
    most: WEEK_CHIP,
  };
}

export const leftOf = ({ from, until, width }: Geometry, clock: number): number =>
  ((clock - from) / (until - from)) * width;

/** The clock time under a point of a day. */
export const clockAt = ({ from, until, width }: Geometry, x: number): number => from + (x / width) * (until - from);

export interface PlacedItem {
  item: GridItem;
  left: number;
  width: number;
  /** Of its sound, where items are drawn by the minute; null where they are too close for that. */
  length: number | null;
  lane: number;
}

export interface PlacedDay {
  items: readonly PlacedItem[];
  lanes: number;
}

/** Where the items of a day are drawn: at their time, and below each other where there is no room beside. */
export function placedDay(items: readonly GridItem[], geometry: Geometry): PlacedDay {
  const { chip, most, width: room } = geometry;
  const ends: number[] = [];
  const placed = items.map((item, index) => {
    const at = leftOf(geometry, item.clock);
    // What sounds over midnight ends with the day that is drawn.
    const length = Math.min(leftOf(geometry, item.clock + item.seconds), room) - at;
    const next = items[index + 1];
    const beside = (next ? leftOf(geometry, next.clock) - 2 : room) - at;
    const width = Math.round(Math.max(chip, length, Math.min(most, beside)));
    // In a narrow day an item covers its time, and none stands beyond the end.
    const exact = most > chip ? at : at * (1 - width / room);
    const free = ends.findIndex((end) => end <= Math.min(exact + NUDGE, room - width));
    const lane = free === -1 ? ends.length : free;
    const left = Math.max(0, Math.min(Math.round(Math.max(exact, ends[lane] ?? 0)), room - width));
    ends[lane] = left + width + 1;
    return { item, left, width, length: most > chip ? Math.max(LEAST_LENGTH, Math.round(length)) : null, lane };
  });
  return { items: placed, lanes: ends.length };
}

export const rowHeight = (lanes: number): number => Math.max(LEAST_ROW, lanes * LANE + PADDING);
