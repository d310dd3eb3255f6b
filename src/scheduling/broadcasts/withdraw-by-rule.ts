import { THE_SERVICE } from '../../platform/audit/audit-record.js';
import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Entry } from '../entries/entry.entity.js';
import { type AllowedHours, withinAllowedHours } from '../rules/within-allowed-hours.js';
import { Broadcast } from './broadcast.entity.js';
import { BroadcastsChanged } from './broadcasts-changed.event.js';
import type { EntryFacts } from './entry-facts.service.js';
import { lockSchedules, lockAllSchedules } from './planning.queries.js';
import {
  stationsAhead,
  withdrawAsOutsideHours,
  type WithdrawnBroadcast,
  withdrawUnairable,
  withdrawWhereUnserved,
} from './withdrawal.queries.js';

/** Withdraws the broadcasts of a program that may not air any more. Locks all schedules until the transaction ends. */
export async function withdrawOfProgram(work: Work, programId: string): Promise<void> {
  await lockAllSchedules(work);
  record(work, await withdrawUnairable(work, programId), { kind: 'program', id: programId });
}

/**
 * Withdraws the broadcasts of an entry at stations that it is no longer for, and on days on which its owner does not
 * serve a station. Locks the schedules of all its stations, old and new, until the transaction ends.
 */
export async function withdrawOfEntry(work: Work, { id }: Entry, facts: EntryFacts): Promise<void> {
  const stationIds = facts.stations.map((station) => station.id);
  await lockSchedules(work, [...stationIds, ...(await stationsAhead(work, id))]);
  const unserved = stationIds.flatMap((stationId) =>
    facts.days.flatMap((day) => {
      const reason = facts.isFor(stationId, day) ? facts.whyNotServed(stationId, day) : ('station-left' as const);
      return reason ? [{ stationId, day, reason }] : [];
    }),
  );
  record(work, await withdrawWhereUnserved(work, id, { stationIds, unserved }), { kind: 'entry', id });
}

/**
 * Withdraws the broadcasts at the stations that are not over and not inside `hours`, emergencies excepted.
 * The caller has locked all schedules and writes the audit record.
 * @returns the withdrawn broadcasts, in the order in which they would have aired
 */
export async function withdrawOutsideHours(
  work: Work,
  stationIds: readonly string[],
  hours: readonly AllowedHours[],
): Promise<Broadcast[]> {
  const ahead = await work.manager
    .createQueryBuilder(Broadcast, 'b')
    .where("b.withdrawn_at IS NULL AND b.priority <> 'emergency'")
    .andWhere(`b.ends_at > :now AND b.air_day >= ${earliestLocalDay(':now')}`, { now: work.now })
    .andWhere('b.station_id = ANY (:stationIds)', { stationIds: [...stationIds] })
    .orderBy('b.startsAt')
    .addOrderBy('b.id')
    .getMany();
  const outside = ahead.filter((broadcast) => !withinAllowedHours(hours, broadcast, broadcast.timeZone));
  await withdrawAsOutsideHours(work, outside);
  return outside.map((broadcast) =>
    Object.assign(broadcast, { withdrawnAt: work.now, withdrawnReason: 'outside-allowed-hours' }),
  );
}

/** Writes one audit record for each reason, and announces BroadcastsChanged. */
function record(work: Work, withdrawn: readonly WithdrawnBroadcast[], to: { kind: string; id: string }): void {
  if (withdrawn.length === 0) return;
  for (const because of new Set(withdrawn.map(({ reason }) => reason))) {
    const broadcasts = withdrawn.filter(({ reason }) => reason === because);
    const details = { withdrawn: broadcasts.length, stationIds: stationsOf(broadcasts) };
    work.record({ by: THE_SERVICE, did: 'broadcasts.withdraw', to, because, details });
  }
  work.announceAndWait(new BroadcastsChanged(stationsOf(withdrawn)));
}

const stationsOf = (broadcasts: readonly WithdrawnBroadcast[]): string[] => [
  ...new Set(broadcasts.map(({ stationId }) => stationId)),
];
