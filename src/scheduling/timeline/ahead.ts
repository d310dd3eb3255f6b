import { addDays } from '../../platform/clock/local-day.js';
import type { DaySpan } from '../planning/coverage.queries.js';

type Planned = readonly { through: string }[];

/** The last day of the span on which there may be rows: at one of the stations. */
export const lastRow = (stations: Planned, { until }: DaySpan): string =>
  least([
    until,
    stations
      .map(({ through }) => through)
      .toSorted()
      .at(-1) ?? until,
  ]);

/** The days of the span that are not planned at one of the stations; none when `from` comes after `until`. */
export function daysAhead(stations: Planned, { from, until }: DaySpan): DaySpan {
  const through = least(stations.map((one) => one.through));
  return { from: greatest([from, addDays(through || until, 1)]), until };
}

const least = (days: readonly string[]): string => days.toSorted()[0] ?? '';
const greatest = (days: readonly string[]): string => days.toSorted().at(-1) ?? '';
