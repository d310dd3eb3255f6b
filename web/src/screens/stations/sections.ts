import type { StationItem } from './queries.ts';

interface Section {
  name: 'trouble' | 'fine' | 'closed';
  stations: StationItem[];
}

const sectionOf = ({ closed, troubles }: StationItem): Section['name'] =>
  closed ? 'closed' : troubles.length > 0 ? 'trouble' : 'fine';

/** Trouble, then those that are fine, then closed ones; each in the order of the answer, without empty ones. */
export const sectionsOf = (items: readonly StationItem[]): Section[] =>
  (['trouble', 'fine', 'closed'] as const)
    .map((name) => ({ name, stations: items.filter((item) => sectionOf(item) === name) }))
    .filter(({ stations }) => stations.length > 0);
