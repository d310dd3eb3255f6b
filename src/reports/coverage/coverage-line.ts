import type { DayRange } from '../scope/day-range.js';

/**
 * The headline in Vietnamese: "21 trên 22 đài đã phát chuyên mục … tuần 16/11–22/11/2026", "… tháng 11/2026".
 * @param facts.from the first day of the week or month @param facts.until its last one
 */
export function coverageLine({ aired, stations, segment, per, ...period }: CoverageHeadline): string {
  // A segment may be called "Chuyên mục …" itself.
  const name = segment.replace(/^chuyên mục\s+/iu, '');
  const when = per === 'month' ? `tháng ${vietnameseMonth(period)}` : `tuần ${vietnameseWeek(period)}`;
  return `${aired} trên ${stations} đài đã phát chuyên mục ${name} ${when}`;
}

interface CoverageHeadline extends DayRange {
  aired: number;
  stations: number;
  segment: string;
  per: 'week' | 'month';
}

/** `11/2026`. */
const vietnameseMonth = ({ from }: DayRange): string => `${from.slice(5, 7)}/${from.slice(0, 4)}`;

/** `16/11–22/11/2026`, and `28/12/2026–03/01/2027` over the turn of the year. */
function vietnameseWeek({ from, until }: DayRange): string {
  const [year, month, day] = from.split('-');
  const first = until.startsWith(`${year}-`) ? `${day}/${month}` : `${day}/${month}/${year}`;
  return `${first}–${until.split('-').toReversed().join('/')}`;
}
