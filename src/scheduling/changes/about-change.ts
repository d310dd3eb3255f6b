import type { ConsequencesView } from '../../consequences/consequences.schemas.js';
import type { AboutChange } from './changes.schemas.js';

const MOST_TOLD = 4;

/**
 * What a change is about, for a line of a list.
 * @param titles of the programs of its entries, for a change that touches no planned day
 */
export function aboutChange(consequences: ConsequencesView | null, titles: readonly string[]): AboutChange {
  const broadcasts = consequences?.broadcasts ?? [];
  const days = broadcasts.map(({ localTime }) => localTime.slice(0, 10)).toSorted();
  const stationNames = new Set(broadcasts.map(({ stationName }) => stationName));
  const touched = told(broadcasts.map(({ title }) => title));
  return {
    titles: touched.length > 0 ? touched : told(titles),
    times: told(broadcasts.map(({ localTime }) => localTime.slice(11))).toSorted(),
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    stations: consequences?.stations ?? 0,
    stationName: stationNames.size === 1 ? ([...stationNames][0] ?? null) : null,
  };
}

const told = (values: readonly string[]): string[] => [...new Set(values)].slice(0, MOST_TOLD);
