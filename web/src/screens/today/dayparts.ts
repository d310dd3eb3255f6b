import type { KnownItem } from './standing.ts';

/** What is heard one after the other, as people speak of it: buổi sáng, buổi chiều; rạng sáng until 04:00. */
export interface Daypart {
  name: 'night' | 'morning' | 'noon' | 'afternoon' | 'evening';
  items: KnownItem[];
}

/** A longer silence ends a daypart. */
const GAP_MS = 60 * 60_000;

/** @param items in the order of the clock */
export function daypartsOf(items: readonly KnownItem[]): Daypart[] {
  const dayparts: Daypart[] = [];
  let endsAt = Number.NEGATIVE_INFINITY;
  for (const known of items) {
    const startsAt = Date.parse(known.item.startsAt);
    const last = dayparts.at(-1);
    if (last && startsAt - endsAt < GAP_MS) last.items.push(known);
    else dayparts.push({ name: nameOf(known.item.time), items: [known] });
    endsAt = Math.max(endsAt, Date.parse(known.item.endsAt));
  }
  return dayparts;
}

/** @param time local, `HH:MM` */
function nameOf(time: string): Daypart['name'] {
  const hour = Number(time.slice(0, 2));
  if (hour < 4) return 'night';
  if (hour < 10) return 'morning';
  if (hour < 14) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}
