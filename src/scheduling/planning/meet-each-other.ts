import type { WantedAiring } from './wanted.queries.js';

/** Whether airings of a class of stations overlap, so that they might at a station: most never do. */
export function meetEachOther(wanted: readonly Pick<WantedAiring, 'class' | 'startsAt' | 'endsAt'>[]): boolean {
  const ends = new Map<number, Date>();
  const inOrder = wanted.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  return inOrder.some(({ class: number, startsAt, endsAt }) => {
    const last = ends.get(number);
    if (last && startsAt < last) return true;
    ends.set(number, endsAt);
    return false;
  });
}
