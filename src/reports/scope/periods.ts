import { addDays, isoWeekOf, lastOfMonth, mondayOf } from '../../platform/clock/local-day.js';
import type { DayRange } from './day-range.js';

/** How long the periods of a report are; months are those of the calendar. */
export type PeriodLength = 'day' | 'week' | 'month';

const FIRST: Record<PeriodLength, (day: string) => string> = {
  day: (day) => day,
  week: mondayOf,
  month: (day) => `${day.slice(0, 7)}-01`,
};

const LAST: Record<PeriodLength, (day: string) => string> = {
  day: (day) => day,
  week: (day) => addDays(mondayOf(day), 6),
  month: lastOfMonth,
};

const NAME: Record<PeriodLength, (day: string) => string> = {
  day: (day) => day,
  week: (day) => isoWeekOf(day).replace('-W', '-tuan-'),
  month: (day) => day.slice(0, 7),
};

/** The days of all periods that the range touches. */
export const wholePeriods = ({ from, until }: DayRange, per: PeriodLength): DayRange => ({
  from: FIRST[per](from),
  until: LAST[per](until),
});

/** The periods that the range touches, each of them whole, in order. */
export function periodsOf({ from, until }: DayRange, per: PeriodLength): DayRange[] {
  const periods: DayRange[] = [{ from: FIRST[per](from), until: LAST[per](from) }];
  // By the last one's end: the day after it may be in the year 10000.
  for (let last = LAST[per](from); last < until; last = LAST[per](addDays(last, 1)))
    periods.push({ from: addDays(last, 1), until: LAST[per](addDays(last, 1)) });
  return periods;
}

/** A range in the name of a file, in ASCII: `2026-11`, `2026-tuan-47`, or from one to another with `-den-` between. */
export function periodName(range: DayRange): string {
  const per = (['month', 'week'] as const).find((length) => isWhole(range, length)) ?? 'day';
  const [first, last] = [NAME[per](range.from), NAME[per](range.until)];
  return first === last ? first : `${first}-den-${last}`;
}

function isWhole(range: DayRange, per: PeriodLength): boolean {
  const whole = wholePeriods(range, per);
  return whole.from === range.from && whole.until === range.until;
}
