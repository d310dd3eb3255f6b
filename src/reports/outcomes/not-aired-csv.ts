import { localMinute } from '../../platform/clock/local-day.js';
import { Outcome } from '../../playback/outcomes/outcomes.service.js';
import { type Cell, csvOf } from '../csv.js';
import type { UnairedBroadcast } from './outcomes-report.queries.js';

const HEADER = [
  'Ngày',
  'Giờ phát',
  'Đài',
  'Chuyên mục',
  'Chương trình',
  'Theo lịch (giây)',
  'Thiết bị ghi nhận (giây)',
  'Kết quả',
  'Lý do',
  'Ghi chú',
  'Người ghi',
  'Ghi lúc',
  'Thiết bị mất kết nối từ',
];

/** As the console says it. */
const DENIED = 'thiết bị ghi nhận đã phát, cán bộ báo không phát';

/**
 * What did not air whole, for a spreadsheet: a row for each broadcast, in the given order. Times are local at the station.
 * @param named `segment`: what the list is narrowed to, or empty · `reasons`: Vietnamese names of the not-aired reasons by code
 */
export function notAiredCsv(
  broadcasts: readonly UnairedBroadcast[],
  named: { segment: string; reasons: ReadonlyMap<string, string> },
): string {
  return csvOf(
    HEADER,
    broadcasts.map((broadcast) => rowOf(broadcast, named)),
  );
}

function rowOf(
  { reason, note, saidBy, saidAt, silentSince, ...broadcast }: UnairedBroadcast,
  { segment, reasons }: { segment: string; reasons: ReadonlyMap<string, string> },
): Cell[] {
  const { day, time, stationName, title, seconds, provedSeconds, timeZone } = broadcast;
  const there = (at: Date | null) => (at ? localMinute(at, timeZone) : '');
  return [
    day,
    time,
    stationName,
    segment,
    title,
    Math.round(seconds),
    Math.round(provedSeconds),
    resultOf(broadcast),
    reason ? (reasons.get(reason) ?? reason) : '',
    note ?? '',
    saidBy ?? '',
    there(saidAt),
    there(silentSince),
  ];
}

/** A device's proof and a person's word, where they differ. */
function resultOf({ outcome, said }: Pick<UnairedBroadcast, 'outcome' | 'said'>): string {
  const isProved = outcome === 'aired' || outcome === 'late';
  return isProved && said === 'not-aired' ? DENIED : Outcome.words[outcome].vi;
}
