import type { Sql } from '../platform/database/sql.js';
import { includesStation } from './dated-reach.js';
import type { Owner } from './owner.js';
import { allows, type Permission } from './permissions.js';
import { type CentresServing, type Reach, reachesCentre, reachesStation, type ReachingGrant, union } from './reach.js';
import type { Scope } from './scope.js';

/** The API token that a program of the person acts with. */
export interface ActingToken {
  id: string;
  name: string;
  permissions: readonly Permission[];
  /** null: wherever the person has the permissions. */
  scopes: readonly Scope[] | null;
}

/** Looks up which centres serve stations today. @param sql the unit of work, when asked inside one */
export type FindCentresServing = (stationIds: readonly string[], sql?: Sql) => Promise<CentresServing>;

/** The person on whose behalf a request or a job runs. */
export class Actor {
  /**
   * @param grants with a token: reaching no further than its scopes
   * @param centresServing asked only when an answer depends on it
   * @param token undefined: the person themselves
   */
  constructor(
    readonly id: string,
    readonly name: string,
    readonly grants: readonly ReachingGrant[],
    private readonly centresServing: FindCentresServing,
    readonly token?: ActingToken,
  ) {}

  /** Whether any of the person's grants has the permission, in whatever scope. */
  may(permission: Permission): boolean {
    return this.grantsWith(permission).length > 0;
  }

  /** Whether the person has the permission at this centre. */
  mayAtCentre(permission: Permission, centreId: string): boolean {
    return reachesCentre(this.reach(permission), centreId);
  }

  /** Whether the person has the permission at this centre, or today at this station. @param sql see `reached` */
  async mayAt(permission: Permission, { kind, id }: Owner, sql?: Sql): Promise<boolean> {
    if (kind === 'centre') return this.mayAtCentre(permission, id);
    return (await this.reached(permission, [id], sql)).has(id);
  }

  /**
   * Those of the stations at which the person has the permission today.
   * @param sql the unit of work, when asked inside one
   */
  async reached(permission: Permission, stationIds: readonly string[], sql?: Sql): Promise<ReadonlySet<string>> {
    return this.within(this.reach(permission), stationIds, sql);
  }

  /** As `reached`, those within a reach of the person. */
  async within(reach: Reach, stationIds: readonly string[], sql?: Sql): Promise<ReadonlySet<string>> {
    const isAnyway = (id: string) => reach.everywhere || includesStation(reach.byDay, id, null);
    const others = reach.byDay.some(({ centreId }) => centreId) ? stationIds.filter((id) => !isAnyway(id)) : [];
    const serving: CentresServing = others.length > 0 ? await this.centresServing(others, sql) : new Map();
    return new Set(stationIds.filter((id) => reachesStation(reach, id, serving)));
  }

  /** Where the person has the permission. Every query for a list is limited by it. */
  reach(permission: Permission): Reach {
    return union(this.grantsWith(permission).map(({ reach }) => reach));
  }

  /** The grants from which the person has the permission; none when their token lacks it. */
  grantsWith(permission: Permission): ReachingGrant[] {
    if (this.token && !this.token.permissions.includes(permission)) return [];
    return this.grants.filter(({ grant }) => allows(grant.role, permission));
  }
}
