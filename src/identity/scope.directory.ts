import type { Sql } from '../platform/database/sql.js';
import type { CentresServing } from './reach.js';
import type { Scope } from './scope.js';

/** What identity asks about centres, units and stations. Provided by the stations module, without which nothing starts. */
export abstract class ScopeDirectory {
  /** The stations that each of `scopes` names, in the same order: the station itself, or those of a unit. */
  abstract stationsNamed(scopes: readonly Scope[]): Promise<string[][]>;

  /** The centre that serves each of the stations on the station's local day of `at`; without those that none serves. */
  abstract centresServing(stationIds: readonly string[], at: Date, sql?: Sql): Promise<CentresServing>;

  /**
   * SQL condition: the station is within reach on its local day of an instant.
   * @param station SQL of its id @param byDay SQL of `Reach.byDay` as JSON @param at SQL of the instant
   */
  abstract isWithin(station: string, byDay: string, at: string): string;

  /** The names of these centres, units and stations, in no order; none for `everywhere`. */
  abstract namesOf(scopes: readonly Scope[]): Promise<string[]>;

  /** The names of those of these centres, units and stations that exist, by id. */
  abstract namesById(ids: readonly string[]): Promise<Map<string, string>>;

  /** Whether the centre, unit or station exists; always true for `everywhere`. */
  abstract exists(scope: Scope): Promise<boolean>;
}
