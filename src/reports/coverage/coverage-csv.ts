import { type Cell, csvOf } from '../csv.js';
import type { WhyNot } from './coverage-of-station.js';
import type { CoverageReport, CoveredWeek } from './coverage.schemas.js';

const HEADER = ['Từ ngày', 'Đến ngày', 'Chuyên mục', 'Đài', 'Đã phát', 'Căn cứ', 'Tình trạng', 'Lý do'];

const BY = { device: 'thiết bị ghi nhận', operator: 'cán bộ xác nhận' } as const;

const WHY: Record<WhyNot, string> = {
  'nothing-planned': 'không có lịch phát',
  withdrawn: 'lịch phát đã rút',
  'still-to-come': 'chưa đến giờ phát',
  open: 'chưa có kết quả',
  cut: 'phát không trọn',
  failed: 'thiết bị không phát được',
  'wrong-time': 'phát sai giờ',
  missed: 'không phát',
  unconfirmed: 'chưa được xác nhận',
};

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
    ...week.airedAt.map(({ name, by }) => [...start, name, 'có', BY[by], '', '']),
    ...week.notAiredAt.map(({ name, why, reason }) => {
      const because = reason ? (reasons.get(reason) ?? reason) : '';
      return [...start, name, 'không', '', WHY[why], because];
    }),
  ];
}
