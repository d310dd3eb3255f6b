import type { ItemAt } from './grid-actions.ts';
import type { GridItem, GridModel, GridStation } from './grid-model.ts';

/** The same gap of an entry on a day, at one or more stations. */
export interface Gap extends ItemAt {
  /** The first of `stations`. */
  station: GridStation;
  stations: readonly GridStation[];
}

/** What does not air because the day is quiet: nothing is missing. */
export interface QuietGaps {
  day: string;
  /** Of the quiet day; null where it has none, or several. */
  name: string | null;
  count: number;
}

interface GapsAhead {
  /** By time. */
  gaps: readonly Gap[];
  quiet: readonly QuietGaps[];
}

/** What is ahead and will not be heard: what somebody has to settle, and the quiet days. */
export function gapsFrom(model: GridModel, today: string): GapsAhead {
  const found = gapsOf(model).filter(({ day }) => day >= today);
  return {
    gaps: alike(found.filter(({ item }) => !isOfQuietDay(item))),
    quiet: byDay(found.filter(({ item }) => isOfQuietDay(item))),
  };
}

/** Whether it does not air because the day is quiet. */
export const isOfQuietDay = ({ isGap, reason }: GridItem): boolean => isGap && reason?.code === 'quiet-day';

interface GapAt {
  station: GridStation;
  day: string;
  item: GridItem;
}

function gapsOf({ stations, days, lists }: GridModel): GapAt[] {
  const gaps = lists.map(({ items }) => items.filter(({ isGap }) => isGap));
  return stations.flatMap((station) =>
    station.cells.flatMap((cell, index) =>
      (cell === null ? [] : (gaps[cell] ?? [])).map((item) => ({ station, day: days[index] ?? '', item })),
    ),
  );
}

function alike(gaps: readonly GapAt[]): Gap[] {
  const together = new Map<string, Gap>();
  for (const gap of gaps) {
    const { clock, entry, reason } = gap.item;
    const key = `${gap.day} ${clock} ${entry.id} ${reason?.code}`;
    const known = together.get(key);
    together.set(key, { ...(known ?? gap), stations: [...(known?.stations ?? []), gap.station] });
  }
  return [...together.values()].toSorted(
    (one, other) => one.day.localeCompare(other.day) || one.item.clock - other.item.clock,
  );
}

function byDay(gaps: readonly GapAt[]): QuietGaps[] {
  const days = [...new Set(gaps.map(({ day }) => day))].toSorted();
  return days.map((day) => {
    const all = gaps.filter((gap) => gap.day === day);
    const names = new Set(all.map(({ item }) => item.reason?.note ?? null));
    return { day, name: names.size === 1 ? ([...names][0] ?? null) : null, count: all.length };
  });
}
