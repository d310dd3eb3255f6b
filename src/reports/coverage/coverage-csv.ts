import { type Cell, csvOf } from '../csv.js';
import { WhyNot } from './coverage-of-station.js';
import { type CoverageReport, type CoveredPeriod, KnownBy } from './coverage.schemas.js';

const HEADER = ['Từ ngày', 'Đến ngày', 'Chuyên mục', 'Đài', 'Đã phát', 'Căn cứ', 'Tình trạng', 'Lý do'];

/**
 * The coverage report for a spreadsheet: a row for each week or month and station.
 * @param reasons Vietnamese names of the not-aired reasons by code
 */
export function coverageCsv({ segment, periods }: CoverageReport, reasons: ReadonlyMap<string, string>): string {
  return csvOf(
    HEADER,
    periods.flatMap((period) => rowsOf(period, segment.name, reasons)),
  );
}

function rowsOf(period: CoveredPeriod, segment: string, reasons: ReadonlyMap<string, string>): Cell[][] {
  const start = [period.from, period.until, segment];
  return [
    ...period.airedAt.map(({ name, by }) => [...start, name, 'có', KnownBy.words[by].vi, '', '']),
    ...period.notAiredAt.map(({ name, why, reason }) => {
      const because = reason ? (reasons.get(reason) ?? reason) : '';
      return [...start, name, 'không', '', WhyNot.words[why].vi, because];
    }),
  ];
}
