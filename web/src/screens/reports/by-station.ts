import type { Schemas } from '../../api/client.ts';
import { byStationName } from '../../parts/by-name.ts';

type Item = Schemas['NotAired'];

/** What did not air at one station. */
export interface OfStation {
  stationId: string;
  name: string;
  items: Item[];
}

/** Stations by name, each with its broadcasts in the order of time. */
export function byStation(items: readonly Item[]): OfStation[] {
  const stations = new Map<string, OfStation>();
  for (const item of items.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))) {
    const { stationId, stationName: name } = item;
    const station = stations.get(stationId) ?? { stationId, name, items: [] };
    stations.set(stationId, station);
    station.items.push(item);
  }
  return [...stations.values()].toSorted(byStationName);
}
