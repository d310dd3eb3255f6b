import { timeAt } from '../../words/formats.ts';
import type { Item } from './queries.ts';

/** From the start of the first to the end of the last: dayparts of one name differ by it; empty of none. */
export function hoursOf(items: readonly Item[], timeZone: string): string {
  const [first] = items;
  if (!first) return '';
  const begins = first.time;
  const ends = timeAt(Math.max(...items.map(({ endsAt }) => Date.parse(endsAt))), timeZone);
  return begins === ends ? begins : `${begins}–${ends}`;
}
