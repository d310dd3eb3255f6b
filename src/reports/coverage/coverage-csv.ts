import { type Cell, csvOf } from '../csv.js';
import { WhyNot } from './coverage-of-station.js';
import { type CoverageReport, type CoveredWeek, KnownBy } from './coverage.schemas.js';

const HEADER = ['Từ ngày', 'Đến ngày', 'Chuyên mục', 'Đài', 'Đã phát', 'Căn cứ', 'Tình trạng', 'Lý do'];

/**
 * The coverage report for a spreadsheet: a row for each week and station.
 * @param reasons Vietnamese names of the not-aired reasons by code
 */
export function coverageCsv({ segment, weeks }: CoverageReport, reasons: ReadonlyMap<string, string>): string {
  return csvOf(
    HEADER,
    weeks.flatMap((week) => rowsOf(week, segment.name, reasons)),
  );
}

function rowsOf(week: CoveredWeek, segment: string, reasons: ReadonlyMap<string, string>): Cell[][] {
  const start = [week.monday, week.sunday, segment];
  return [
    ...week.airedAt.map(({ name, by }) => [...start, name, 'có', KnownBy.words[by].vi, '', '']),
    ...week.notAiredAt.map(({ name, why, reason }) => {
      const because = reason ? (reasons.get(reason) ?? reason) : '';
      return [...start, name, 'không', '', WhyNot.words[why].vi, because];
    }),
  ];
}
