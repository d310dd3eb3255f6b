import { faultText } from '../../platform/words/faults.js';
import { minuteOf, MINUTES_OF_A_DAY } from '../recurrence/clock-spans.js';

interface Window {
  from: string;
  to: string;
}

export const NO_TIME = {
  path: ['to'],
  message: faultText({ vi: 'trùng với from', en: 'is the same as from' }),
};

export const isNoTime = ({ from, to }: Window): boolean => from === to;

export const daysInOrder = ({ from, until }: { from: string | null; until: string | null }): boolean =>
  from === null || until === null || from <= until;

/** Whether no two windows of a week overlap, those over midnight and over its end included. */
export function windowsApart(windows: readonly (Window & { days: readonly number[] })[]): boolean {
  const week = 7 * MINUTES_OF_A_DAY;
  const spans = windows
    .flatMap(({ days, from, to }) => {
      const [begin, end] = [minuteOf(from), minuteOf(to)];
      const length = end > begin ? end - begin : end + MINUTES_OF_A_DAY - begin;
      return days.map((day) => ({ from: (day - 1) * MINUTES_OF_A_DAY + begin, length }));
    })
    .toSorted((one, other) => one.from - other.from);
  const first = spans[0];
  return spans.every(({ from, length }, index) => {
    const next = spans[index + 1]?.from ?? (first ? first.from + week : Infinity);
    return from + length <= next;
  });
}

/** Whether no two periods share a day. */
export function periodsApart(periods: readonly { from: string | null; until: string | null }[]): boolean {
  const sorted = periods.toSorted((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1));
  return sorted.every(({ until }, index) => {
    const next = sorted[index + 1];
    return !next || (until !== null && until < (next.from ?? ''));
  });
}

export const namesEachDayOnce = (days: readonly { from: string; until: string }[]): boolean => periodsApart(days);
