import { THE_SERVICE } from '../../platform/audit/audit-record.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Entry } from '../terms/entry.entity.js';
import { BroadcastsChanged } from './broadcasts-changed.event.js';
import type { EntryFacts } from './entry-facts.service.js';
import { lockSchedules, lockAllSchedules } from './planning.queries.js';
import {
  stationsAhead,
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
