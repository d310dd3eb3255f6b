import type { ChangeKind } from '../../consequences/consequences.schemas.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { type ChangedRow, changesMade } from './plan-changes.queries.js';

/** Rows and stations that are named; the others are counted. */
const SHOWN = 200;

/** What a change does to the schedule. */
export interface Consequences {
  /** How many broadcasts, by what becomes of them; kinds without any are left out. */
  totals: Partial<Record<ChangeKind, number>>;
  /** How many are not planned any more, or cannot be, by reason. */
  byReason: Record<string, number>;
  /** Stations with the most changes first. */
  byStation: { stationId: string; changes: number }[];
  stations: number;
  /** The first ones by start. */
  rows: ChangedRow[];
}

/** Counts what was done in this transaction, and reads the names of the first ones. */
export async function consequencesOf(work: Work): Promise<Consequences> {
  const { counts, ...named } = await changesMade(work, SHOWN);
  const totals: Consequences['totals'] = {};
  const byReason: Record<string, number> = {};
  for (const { kind, reason, count } of counts) {
    totals[kind] = (totals[kind] ?? 0) + count;
    if (reason !== null) byReason[reason] = (byReason[reason] ?? 0) + count;
  }
  return { totals, byReason, ...named };
}

/** How many broadcasts are planned now that were not, or were otherwise. */
export const plannedIn = ({ totals }: Consequences): number =>
  (totals.new ?? 0) + (totals.returned ?? 0) + (totals.moved ?? 0) + (totals.replaced ?? 0);
