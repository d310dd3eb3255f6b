import { type DatedReach, eachOnce, inBoth, includesStation } from './dated-reach.js';
import type { Role } from './permissions.js';
import type { Scope } from './scope.js';

export interface Grant {
  role: Role;
  scope: Scope;
}

/**
 * Where somebody may do something: everywhere, or in these centres and at stations. What a centre serves is never listed:
 * whoever asks about stations says which centre serves them then (`CentresServing`), or asks in SQL (`reachedOn`).
 */
export interface Reach {
  everywhere: boolean;
  /** Those named by a grant. */
  centreIds: readonly string[];
  /** At stations: those that a grant names, those of granted units, and those that granted centres serve, on those days. */
  byDay: readonly DatedReach[];
}

/** A grant with the reach of its scope. */
export interface ReachingGrant<Given extends Grant = Grant> {
  grant: Given;
  reach: Reach;
}

/** The centre that serves a station today, by station; without those that no centre serves. */
export type CentresServing = ReadonlyMap<string, string>;

/** Whether `reach` includes this centre. */
export const reachesCentre = ({ everywhere, centreIds }: Reach, id: string): boolean =>
  everywhere || centreIds.includes(id);

/** Whether `reach` includes this station on the day on which these centres serve. */
export const reachesStation = ({ everywhere, byDay }: Reach, id: string, serving: CentresServing): boolean =>
  everywhere || includesStation(byDay, id, serving.get(id) ?? null);

/** All that is included in any of `reaches`. */
export const union = (all: readonly Reach[]): Reach => ({
  everywhere: all.some(({ everywhere }) => everywhere),
  centreIds: [...new Set(all.flatMap(({ centreIds }) => centreIds))],
  byDay: eachOnce(all.flatMap(({ byDay }) => byDay)),
});

/** What is included in both. */
export function intersection(one: Reach, other: Reach): Reach {
  if (one.everywhere) return other;
  if (other.everywhere) return one;
  const centres = new Set(other.centreIds);
  return {
    everywhere: false,
    centreIds: one.centreIds.filter((id) => centres.has(id)),
    byDay: inBoth(one.byDay, other.byDay),
  };
}

/**
 * Whether a grant reaches nothing outside `reach` today. Only `everywhere` contains a grant that reaches nothing at all.
 * @param serving of the stations of the grant, unless it is one for a centre
 */
export function contains(
  reach: Reach,
  { grant: { scope }, reach: theirs }: ReachingGrant,
  serving: CentresServing,
): boolean {
  if (reach.everywhere) return true;
  if (scope.kind === 'everywhere') return false;
  if (scope.kind === 'centre') return reach.centreIds.includes(scope.id);
  const stationIds = stationsOf(theirs);
  return stationIds.length > 0 && stationIds.every((id) => reachesStation(reach, id, serving));
}

/** The stations that a reach names. */
export const stationsOf = ({ byDay }: Reach): string[] => byDay.flatMap(({ stationId }) => stationId ?? []);
