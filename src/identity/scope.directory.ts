import type { Scope } from './scope.js';

/** The stations that a scope includes. */
export interface ScopedStations {
  scope: Scope;
  stationIds: string[];
}

/** What identity asks about centres, units and stations. Provided by the stations module, without which nothing starts. */
export abstract class ScopeDirectory {
  /**
   * The stations of each of `scopes`, in the same order; none for `everywhere`, which needs no list.
   * @param at the instant whose local day decides which centre serves which station
   */
  abstract stationsOf(scopes: readonly Scope[], at: Date): Promise<ScopedStations[]>;

  /** The names of these centres, units and stations, in no order; none for `everywhere`. */
  abstract namesOf(scopes: readonly Scope[]): Promise<string[]>;

  /** The names of those of these centres, units and stations that exist, by id. */
  abstract namesById(ids: readonly string[]): Promise<Map<string, string>>;

  /** Whether the centre, unit or station exists; always true for `everywhere`. */
  abstract exists(scope: Scope): Promise<boolean>;
}
