import type { z } from 'zod';
import { mondayOf } from '../../platform/clock/local-day.js';
import { codes } from '../../platform/words/codes.js';
import { type Interval, merged } from '../recurrence/clock-spans.js';
import { sounds, type TimelineItem } from './timeline-item.js';
import type { TimelineDay } from './timeline-days.js';

/** What somebody can do about minutes that are not filled. */
export const UnfilledRemedy = codes('UnfilledRemedy', {
  'place-entry': { vi: 'Xếp thêm mục vào thời gian còn trống.', en: 'Place an entry in the time that is left.' },
  'settle-gaps': { vi: 'Xử lý các mục chưa xếp được.', en: 'Settle what could not be planned.' },
  'raise-limit': {
    vi: 'Tăng số phút của buổi phát hoặc của ngày.',
    en: 'Allow more minutes in the daypart or on the day.',
  },
  'open-quiet-day': { vi: 'Cho phát trong ngày tạm ngừng này.', en: 'Open this quiet day.' },
});
export type UnfilledRemedy = z.infer<typeof UnfilledRemedy>;

/** What of a station's day may sound and does not. */
export interface UnfilledDay {
  day: string;
  quietDay: string | null;
  /** Inside the allowed hours. */
  openSeconds: number;
  plannedSeconds: number;
  /** What may still be planned: free time inside the hours, as far as dayparts and the day have minutes. */
  unfilledSeconds: number;
  /** Occurrences that could not be planned. */
  gaps: number;
  remedies: UnfilledRemedy[];
}

/** The same for an ISO week, as far as its days are asked for. */
export interface UnfilledWeek extends Pick<UnfilledDay, 'openSeconds' | 'plannedSeconds' | 'unfilledSeconds' | 'gaps'> {
  /** Its Monday. */
  week: string;
}

export type FillingItem = Pick<TimelineItem, 'startsAt' | 'seconds' | 'state' | 'airsOn' | 'priority'>;

/**
 * What may sound on each day and does not. Time in a daypart with a limit counts on the day on which the daypart begins, as far as
 * it has minutes left; all other time counts whole, and all of it as far as the day has minutes left.
 * @param days one after the other; what sounds over midnight makes the first and the last inexact
 */
export function unfilledDays(days: readonly TimelineDay<FillingItem>[]): UnfilledDay[] {
  const heard = days.flatMap(({ items }) => items.filter(sounds));
  const limited = days.flatMap(({ limits }) => limits.filter(({ name }) => name !== null));
  const free = without(merged(days.flatMap(({ hours }) => hours)), heard.map(intervalOf));
  const unlimited = without(free, limited);
  return days.map((one) => unfilledDay(one, free, unlimited));
}

function unfilledDay(
  { day, quietDay, hours, limits, items, soundingSeconds: plannedSeconds }: TimelineDay<FillingItem>,
  free: readonly Interval[],
  unlimited: readonly Interval[],
): UnfilledDay {
  const elsewhere = lengthOf(hours.flatMap((open) => within(unlimited, open)));
  const freeOfDay = lengthOf(hours.flatMap((open) => within(free, open)));
  const inDayparts = limits
    .filter(({ name }) => name !== null)
    .map((limit) => Math.min(lengthOf(within(free, limit)), leftOf(limit)));
  const ofDay = Math.min(...limits.filter(({ name }) => name === null).map(leftOf));
  const unfilledSeconds = Math.min(
    inDayparts.reduce((sum, seconds) => sum + seconds, elsewhere),
    ofDay,
  );
  const gaps = items.filter(({ state }) => state === 'gap' || state === 'displaced').length;
  const remedies = remediesFor({ quietDay, unfilledSeconds, gaps, isLimited: unfilledSeconds < freeOfDay });
  return { day, quietDay, openSeconds: lengthOf(hours), plannedSeconds, unfilledSeconds, gaps, remedies };
}

/** The sums of each ISO week, in order. @param days in order */
export function unfilledWeeks(days: readonly UnfilledDay[]): UnfilledWeek[] {
  const weeks = new Map<string, UnfilledWeek>();
  for (const one of days) {
    const week = mondayOf(one.day);
    const sum = weeks.get(week) ?? { week, openSeconds: 0, plannedSeconds: 0, unfilledSeconds: 0, gaps: 0 };
    weeks.set(week, {
      week,
      openSeconds: sum.openSeconds + one.openSeconds,
      plannedSeconds: sum.plannedSeconds + one.plannedSeconds,
      unfilledSeconds: sum.unfilledSeconds + one.unfilledSeconds,
      gaps: sum.gaps + one.gaps,
    });
  }
  return [...weeks.values()];
}

interface Found extends Pick<UnfilledDay, 'quietDay' | 'unfilledSeconds' | 'gaps'> {
  isLimited: boolean;
}

function remediesFor({ quietDay, unfilledSeconds, gaps, isLimited }: Found): UnfilledRemedy[] {
  return [
    ...(unfilledSeconds > 0 ? (['place-entry'] as const) : []),
    ...(gaps > 0 ? (['settle-gaps'] as const) : []),
    ...(isLimited ? (['raise-limit'] as const) : []),
    ...(quietDay !== null ? (['open-quiet-day'] as const) : []),
  ];
}

const leftOf = ({ allowedSeconds, usedSeconds }: { allowedSeconds: number; usedSeconds: number }): number =>
  Math.max(0, allowedSeconds - usedSeconds);
const intervalOf = ({ startsAt, seconds }: FillingItem): Interval => ({
  from: startsAt,
  until: new Date(startsAt.getTime() + seconds * 1_000),
});
const lengthOf = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { from, until }) => sum + (until.getTime() - from.getTime()) / 1_000, 0);

function within(intervals: readonly Interval[], { from, until }: Interval): Interval[] {
  return intervals
    .map((one) => ({ from: one.from > from ? one.from : from, until: one.until < until ? one.until : until }))
    .filter((one) => one.from < one.until);
}

/** What of the intervals none of the others covers. */
function without(intervals: readonly Interval[], others: readonly Interval[]): Interval[] {
  return others.reduce<Interval[]>(
    (left, other) =>
      left.flatMap((one) =>
        [
          { from: one.from, until: one.until < other.from ? one.until : other.from },
          { from: one.from > other.until ? one.from : other.until, until: one.until },
        ].filter(({ from, until }) => from < until),
      ),
    [...intervals],
  );
}
