/** A part of the broadcasting day, in seconds since 03:00 by the clock on the wall; the end is not included. */
export interface ClockRange {
  from: number;
  until: number;
}

const MINUTE = 60;

/** What is left of a range without others. @param taken in any order; they may overlap */
export function freeClocks(open: ClockRange, taken: readonly ClockRange[]): ClockRange[] {
  const free: ClockRange[] = [];
  let { from } = open;
  for (const one of taken.toSorted((first, second) => first.from - second.from)) {
    if (one.from >= open.until) break;
    if (one.from > from) free.push({ from, until: one.from });
    from = Math.max(from, one.until);
  }
  if (from < open.until) free.push({ from, until: open.until });
  return free;
}

/** Whether an item of so many seconds that begins at a clock lies in one of the ranges. */
export const fits = (free: readonly ClockRange[], clock: number, seconds: number): boolean =>
  free.some(({ from, until }) => from <= clock && clock + seconds <= until);

/**
 * The whole minute nearest to a clock at which an item of so many seconds fits, the earlier of two; undefined when there is
 * none.
 */
export function nearestFit(free: readonly ClockRange[], clock: number, seconds: number): number | undefined {
  const nearest = free.flatMap(({ from, until }) => {
    const [first, last] = [nextMinute(from), Math.floor((until - seconds) / MINUTE) * MINUTE];
    return first <= last ? [Math.min(Math.max(nextMinute(clock), first), last)] : [];
  });
  return nearest.toSorted((one, other) => Math.abs(one - clock) - Math.abs(other - clock) || one - other)[0];
}

/** The first whole minute from a clock on: entries begin on the minute. */
export const nextMinute = (clock: number): number => Math.ceil(clock / MINUTE) * MINUTE;
