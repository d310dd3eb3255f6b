import { type Cell, csvOf } from '../csv.js';
import type { Airtime, AirtimeReport } from './airtime.schemas.js';

const BY_STATION = ['Mã đơn vị', 'Đơn vị', 'Đài'];
const BY_TOPIC = ['Lĩnh vực'];
const QUANTITIES = [
  'Kế hoạch (giây)',
  'Thiết bị ghi nhận (giây)',
  'Cán bộ xác nhận (giây)',
  'Không phát (giây)',
  'Kế hoạch (lượt)',
  'Thiết bị ghi nhận (lượt)',
  'Cán bộ xác nhận (lượt)',
  'Không phát (lượt)',
];

/** The airtime report for a spreadsheet; the last row is the total. */
export function airtimeCsv({ by, from, until, rows, totals }: AirtimeReport): string {
  const names = by === 'station' ? BY_STATION : BY_TOPIC;
  const period = [from, until];
  const lines = rows.map(({ name, unit, ...airtime }): Cell[] => {
    const what = unit ? [unit.code, `${unit.kind} ${unit.name}`, name] : [name];
    return [...period, ...what, ...cellsOf(airtime)];
  });
  const total = ['Tổng cộng', ...names.slice(1).map(() => '')];
  return csvOf(['Từ ngày', 'Đến ngày', ...names, ...QUANTITIES], [...lines, [...period, ...total, ...cellsOf(totals)]]);
}

const cellsOf = (airtime: Airtime): number[] => [
  airtime.plannedSeconds,
  airtime.provedSeconds,
  airtime.confirmedSeconds,
  airtime.missedSeconds,
  airtime.plannedCount,
  airtime.provedCount,
  airtime.confirmedCount,
  airtime.missedCount,
];
