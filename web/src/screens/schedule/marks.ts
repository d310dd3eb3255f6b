import { markOf } from './grid/GridRow.tsx';
import type { Made } from '../../parts/schedule/queries.ts';

/** Of more, only their entries are known by name. */
const MOST_NAMED = 200;

/** What the grid marks after a change: the broadcasts that it names, or all of its entries when it names only the first. */
export function marksOf(made: Made | undefined): ReadonlySet<string> {
  if (!made) return NOTHING;
  const { broadcasts, totals } = made.consequences;
  const all = Object.values(totals).reduce((sum, count) => sum + count, 0);
  if (all > MOST_NAMED) return new Set(made.entryIds);
  return new Set(
    broadcasts.map(({ stationId, localTime, entryId }) =>
      markOf(stationId, localTime.slice(0, 10), localTime.slice(11), entryId),
    ),
  );
}

const NOTHING: ReadonlySet<string> = new Set();
