import { type Cell, csvOf } from '../csv.js';
import { periodName } from '../scope/periods.js';
import type { Airtime, AirtimeReport } from './airtime.schemas.js';

const BY_STATION = ['Mã đơn vị', 'Đơn vị', 'Đài'];
const BY_TOPIC = ['Lĩnh vực'];
/** In the words of the console. */
const QUANTITIES = [
  'Theo lịch (giây)',
  'Thiết bị ghi nhận (giây)',
  'Cán bộ xác nhận (giây)',
  'Không phát (giây)',
  'Chưa đến giờ (giây)',
  'Theo lịch (lượt)',
  'Thiết bị ghi nhận (lượt)',
  'Cán bộ xác nhận (lượt)',
  'Không phát (lượt)',
  'Chưa đến giờ (lượt)',
];

/** The airtime report for a spreadsheet; the last row is the total. */
export function airtimeCsv({ by, from, until, rows, totals }: AirtimeReport): string {
  const names = by === 'station' ? BY_STATION : BY_TOPIC;
  const period = [from, until];
  const lines = rows.map(({ name, unit, ...airtime }): Cell[] => {
    const what = unit ? [unit.code, `${unit.kind} ${unit.name}`, name] : [name];
    return [...period, ...what, ...cellsOf(airtime)];
  });
  const total = ['Cộng', ...names.slice(1).map(() => '')];
  return csvOf(['Từ ngày', 'Đến ngày', ...names, ...QUANTITIES], [...lines, [...period, ...total, ...cellsOf(totals)]]);
}

const cellsOf = (airtime: Airtime): number[] => [
  airtime.plannedSeconds,
  airtime.provedSeconds,
  airtime.confirmedSeconds,
  airtime.missedSeconds,
  airtime.upcomingSeconds,
  airtime.plannedCount,
  airtime.provedCount,
  airtime.confirmedCount,
  airtime.missedCount,
  airtime.upcomingCount,
];

const NAMES = { station: 'thoi-luong', topic: 'thoi-luong-linh-vuc' } as const;

/** The name of its file: `bao-cao-thoi-luong-2026-11`. */
export const airtimeCsvName = ({ by, from, until }: Pick<AirtimeReport, 'by' | 'from' | 'until'>): string =>
  `bao-cao-${NAMES[by]}-${periodName({ from, until })}`;
