import type { ConsequencesView } from '../../consequences/consequences.schemas.js';
import type { Operation } from '../operations/operations.schemas.js';
import type { AboutChange } from './changes.schemas.js';

const MOST_TOLD = 4;

/**
 * What a change is about, for a line of a list.
 * @param titles of the programs of its entries, for a change that touches no planned day
 */
export function aboutChange(
  { consequences, operations }: { consequences: ConsequencesView | null; operations: readonly Operation[] },
  titles: readonly string[],
): AboutChange {
  const broadcasts = consequences?.broadcasts ?? [];
  const days = broadcasts.map(({ localTime }) => localTime.slice(0, 10)).toSorted();
  const stationNames = new Set(broadcasts.map(({ stationName }) => stationName));
  const touched = told(broadcasts.map(({ title }) => title));
  return {
    titles: touched.length > 0 ? touched : told(titles),
    times: told(broadcasts.map(({ localTime }) => localTime.slice(11))).toSorted(),
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    repeats: repeatsOf(operations),
    stations: consequences?.stations ?? 0,
    stationName: stationNames.size === 1 ? ([...stationNames][0] ?? null) : null,
  };
}

/** Of what was placed, when all of it repeats alike. */
function repeatsOf(operations: readonly Operation[]): AboutChange['repeats'] {
  const placed = operations.map((operation) => (operation.op === 'place' ? operation.entry : undefined));
  const [first] = placed;
  if (!first || first.rule === null || placed.some((entry) => entry?.rule !== first.rule)) return null;
  const ends = /(?:UNTIL|COUNT)=/i.test(first.rule) || placed.every((entry) => entry?.until !== null);
  return { rule: first.rule, endless: !ends };
}

const told = (values: readonly string[]): string[] => [...new Set(values)].slice(0, MOST_TOLD);
