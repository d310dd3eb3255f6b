import type { Schemas } from '../api/client.ts';

/** A station that somebody may choose. */
export interface StationName {
  id: string;
  name: string;
}

/** As much of somebody's roles as tells where they hold. */
interface Grant {
  role: Schemas['Role'];
  scope: { kind: 'everywhere' } | { kind: 'centre' | 'unit' | 'station'; id: string };
}

const LAST = 'vang-station';

/** The one station of those who have no other, as most operators: nothing needs to be asked. */
export function onlyStation(grants: readonly Grant[]): string | undefined {
  const scopes = grants.filter(({ role }) => role !== 'contributor').map(({ scope }) => scope);
  const own = new Set(scopes.flatMap((scope) => (scope.kind === 'station' ? scope.id : [])));
  return own.size === 1 && scopes.every(({ kind }) => kind === 'station') ? [...own][0] : undefined;
}

/** The station in the address, else the one chosen last on this machine, else the first. */
export function chosenStation(stations: readonly StationName[], asked: string | null): string | undefined {
  const wanted = [asked, localStorage.getItem(LAST)];
  return wanted.find((id) => stations.some((known) => known.id === id)) ?? stations[0]?.id;
}

export const rememberStation = (id: string): void => localStorage.setItem(LAST, id);

/** Under which the stations to choose from are known, and kept on this machine. */
export const stationsKey = (personId: string): string[] => ['today-stations', personId];
