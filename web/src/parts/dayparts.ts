/** When something airs: local `HH:MM`, and instants. */
export interface Airing {
  time: string;
  startsAt: string;
  endsAt: string;
}

export type DaypartName = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening';

/** What is heard one after the other, as people speak of it: buổi sáng, buổi chiều. */
export interface Daypart<One> {
  name: DaypartName;
  items: One[];
}

/** A longer silence ends a daypart. */
const GAP_MS = 60 * 60_000;

/** @param items in the order of the clock */
export function daypartsOf<One>(items: readonly One[], airingOf: (one: One) => Airing): Daypart<One>[] {
  const dayparts: Daypart<One>[] = [];
  let silentFrom = Number.NEGATIVE_INFINITY;
  for (const one of items) {
    const { time, startsAt, endsAt } = airingOf(one);
    const last = dayparts.at(-1);
    if (last && Date.parse(startsAt) - silentFrom < GAP_MS) last.items.push(one);
    else dayparts.push({ name: daypartName(time), items: [one] });
    silentFrom = Math.max(silentFrom, Date.parse(endsAt));
  }
  return dayparts;
}

/** @param time local, `HH:MM` */
export function daypartName(time: string): DaypartName {
  const hour = Number(time.slice(0, 2));
  if (hour < 4) return 'night';
  if (hour < 10) return 'morning';
  if (hour < 14) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}
