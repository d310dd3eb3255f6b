import { byStationName } from '../../parts/by-name.ts';
import type { StationItem } from './queries.ts';

interface Section {
  name: 'trouble' | 'stopped' | 'fine' | 'closed';
  stations: StationItem[];
}

const sectionOf = ({ closed, troubles, stop }: StationItem): Section['name'] =>
  closed ? 'closed' : troubles.length > 0 ? 'trouble' : stop ? 'stopped' : 'fine';

/** Trouble, then those that are stopped, then those that are fine, then closed ones; each by name, without empty ones. */
export const sectionsOf = (items: readonly StationItem[]): Section[] =>
  (['trouble', 'stopped', 'fine', 'closed'] as const)
    .map((name) => ({ name, stations: items.filter((item) => sectionOf(item) === name).toSorted(byStationName) }))
    .filter(({ stations }) => stations.length > 0);
