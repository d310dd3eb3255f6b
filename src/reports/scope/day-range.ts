import { z } from 'zod';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { Day } from '../../platform/http/wire.schemas.js';
import { RangeTooLong } from './reports.problems.js';

const DAY_MS = 86_400_000;

/** Local days `YYYY-MM-DD`, both included, by each station's own calendar. */
export interface DayRange {
  from: string;
  until: string;
}

/** The parameters that all reports have in common. */
export const ReportQuery = z.object({
  centreId: z.uuid().describe('The centre whose stations are reported'),
  from: Day.describe('First local day, included'),
  until: Day.describe('Last local day, included'),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

/**
 * Refuses a range that ends before it begins or is longer than `maxDays`.
 * @throws InvalidRequest · RangeTooLong
 */
export function checkRange({ from, until }: DayRange, maxDays: number): void {
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1)
    throw new InvalidRequest([
      { pointer: '/until', message: { vi: 'không được trước from', en: 'must not be before from' } },
    ]);
  if (days > maxDays) throw new RangeTooLong(maxDays);
}
