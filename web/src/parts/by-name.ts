import { shortStation } from './short-station.ts';

/** The order of Vietnamese names, wherever they are listed; numbers in them as numbers. */
export const NAMES = new Intl.Collator('vi', { numeric: true });

interface Named {
  name: string;
}

export const byName = (one: Named, other: Named): number => NAMES.compare(one.name, other.name);

/** By what tells stations apart. */
export const byStationName = (one: Named, other: Named): number =>
  NAMES.compare(shortStation(one.name), shortStation(other.name));
