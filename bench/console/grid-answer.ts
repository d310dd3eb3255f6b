import type { ScheduleGridView } from '../../src/scheduling/timeline/grid.schemas.js';
import { addDays } from '../../src/platform/clock/local-day.js';

const DAYS = 7;
const ITEMS = 12;
const HOUR = 3_600;

const idOf = (kind: number, number: number): string =>
  `${String(kind).padStart(8, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** To which the first item of each day belongs. */
export const SEGMENT = { id: idOf(4, 0), centreId: idOf(5, 0), name: 'Chuyên mục cải cách hành chính' };

/**
 * The schedule of a week as the service tells it: 12 items a day, each station with days of its own, the first item that of a
 * segment, one of them a gap.
 */
export function gridAnswer(stations: number, from: string): ScheduleGridView {
  const lists = [[] as number[][]];
  const rows = Array.from({ length: stations }, (_, row) => {
    const cells = Array.from({ length: DAYS }, (_, day) => lists.push(itemsOf(row, day)) - 1);
    const name = `Đài truyền thanh xã Bình ${row + 1}`;
    return { id: idOf(1, row), name, timeZone: 'Asia/Ho_Chi_Minh', cells, airtime: cells.map(() => 0) };
  });
  return {
    days: Array.from({ length: DAYS }, (_, day) => addDays(from, day)),
    states: ['planned', 'gap', 'displaced', 'withdrawn', 'expected'],
    reasons: [null, { code: 'airtime-clash', note: null }],
    programs: Array.from({ length: ITEMS }, (_, item) => ({
      id: idOf(2, item),
      title: `Chương trình thời sự của trung tâm số ${item}`,
      topic: 'procedures',
      segmentId: item === 0 ? SEGMENT.id : null,
    })),
    entries: Array.from({ length: ITEMS }, (_, item) => ({
      id: idOf(3, item),
      priority: 'normal' as const,
      centreId: idOf(5, 0),
      stationId: null,
    })),
    lists,
    airtime: [{ hours: [[5 * HOUR, 21 * HOUR]], quietDay: null, allowedSeconds: 90 * 60 }],
    stations: rows,
    next: null,
  };
}

/** Four in the morning, four at noon, four in the evening, some minutes apart and no two days alike. */
function itemsOf(row: number, day: number): number[][] {
  return Array.from({ length: ITEMS }, (_, item) => {
    const daypart = [5, 11, 17][Math.floor(item / 4)] ?? 5;
    const clock = daypart * HOUR + (item % 4) * 900 + ((row * DAYS + day) % 600);
    const isGap = item === 7 && (row + day) % 9 === 0;
    return [clock, 300, item, item, isGap ? 1 : 0, isGap ? 1 : 0];
  });
}
