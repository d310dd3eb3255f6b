import { type DatedReach, eachOnce, inBoth } from './dated-reach.js';
import type { Owner } from './owner.js';
import { allows, type Permission, type Role } from './permissions.js';
import type { Scope } from './scope.js';

export interface Grant {
  role: Role;
  scope: Scope;
}

/**
 * Where somebody may do something: everywhere, or in these centres and at these stations. `stationIds` is of today; who
 * asks about another day goes by `byDay` (`StationsService`).
 */
export interface Reach {
  everywhere: boolean;
  centreIds: readonly string[];
  /** Those named by a grant, those of granted units, and those that granted centres serve. */
  stationIds: readonly string[];
  /** The same stations, each on its days. Empty for `everywhere`, which needs no list. */
  byDay: readonly DatedReach[];
}

/** A grant with the reach of its scope today. */
export interface ReachingGrant<Given extends Grant = Grant> {
  grant: Given;
  reach: Reach;
}

/** The API token that a program of the person acts with. */
export interface ActingToken {
  id: string;
  name: string;
  permissions: readonly Permission[];
  /** null: wherever the person has the permissions. */
  scopes: readonly Scope[] | null;
}

/** The person on whose behalf a request or a job runs. */
export class Actor {
  /**
   * @param grants with a token: reaching no further than its scopes
   * @param token undefined: the person themselves
   */
  constructor(
    readonly id: string,
    readonly name: string,
    readonly grants: readonly ReachingGrant[],
    readonly token?: ActingToken,
  ) {}

  /** Whether any of the person's grants has the permission, in whatever scope. */
  may(permission: Permission): boolean {
    return this.grantsWith(permission).length > 0;
  }

  /** Whether the person has the permission at this centre, or today at this station. */
  mayAt(permission: Permission, owner: Owner): boolean {
    return reaches(this.reach(permission), owner);
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

/** Whether `reach` includes this centre or station. */
export function reaches(reach: Reach, { kind, id }: Owner): boolean {
  return reach.everywhere || (kind === 'centre' ? reach.centreIds : reach.stationIds).includes(id);
}

/** All that is included in any of `reaches`. */
export const union = (all: readonly Reach[]): Reach => ({
  everywhere: all.some(({ everywhere }) => everywhere),
  centreIds: [...new Set(all.flatMap(({ centreIds }) => centreIds))],
  stationIds: [...new Set(all.flatMap(({ stationIds }) => stationIds))],
  byDay: eachOnce(all.flatMap(({ byDay }) => byDay)),
});

/** What is included in both. */
export function intersection(one: Reach, other: Reach): Reach {
  if (one.everywhere) return other;
  if (other.everywhere) return one;
  const [centres, stations] = [new Set(other.centreIds), new Set(other.stationIds)];
  return {
    everywhere: false,
    centreIds: one.centreIds.filter((id) => centres.has(id)),
    stationIds: one.stationIds.filter((id) => stations.has(id)),
    byDay: inBoth(one.byDay, other.byDay),
  };
}

/** Whether a grant reaches nothing outside `reach`. Only `everywhere` contains a grant that reaches nothing at all. */
export function contains(reach: Reach, { grant: { scope }, reach: theirs }: ReachingGrant): boolean {
  if (reach.everywhere) return true;
  if (scope.kind === 'everywhere') return false;
  if (scope.kind === 'centre') return reach.centreIds.includes(scope.id);
  return theirs.stationIds.length > 0 && theirs.stationIds.every((id) => reach.stationIds.includes(id));
}
