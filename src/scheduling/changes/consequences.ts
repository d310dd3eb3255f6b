import type { Work } from '../../platform/database/unit-of-work.js';
import type { NarrowedBroadcast } from '../broadcasts/narrowing.queries.js';
import type { PlannedAiring } from '../broadcasts/replanning.service.js';
import { type ConsequenceRow, plannedRows, withdrawnRows } from './consequences.queries.js';

/** Broadcasts that are named; the others are counted. */
const SHOWN = 200;

/** What a change withdrew and planned. */
export interface Consequences {
  withdrawn: { total: number; byReason: Map<string, number>; first: ConsequenceRow[] };
  planned: { total: number; first: ConsequenceRow[] };
}

/** Counts what a change did, and reads the names of the first ones by start. */
export async function consequencesOf(
  work: Work,
  { withdrawn, planned }: { withdrawn: readonly NarrowedBroadcast[]; planned: readonly PlannedAiring[] },
): Promise<Consequences> {
  const byReason = new Map<string, number>();
  for (const { reason } of withdrawn) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  return {
    withdrawn: { total: withdrawn.length, byReason, first: await withdrawnRows(work, firstOf(withdrawn)) },
    planned: { total: planned.length, first: await plannedRows(work, firstOf(planned)) },
  };
}

const firstOf = <Kind extends { startsAt: Date }>(all: readonly Kind[]): Kind[] =>
  all.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime()).slice(0, SHOWN);
