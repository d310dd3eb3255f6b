import type { Work } from '../../platform/database/unit-of-work.js';
import { type ChangedRow, type ChangeKind, changesMade } from '../planning/plan-changes.queries.js';

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
  const { counts, rows } = await changesMade(work, SHOWN);
  const totals: Consequences['totals'] = {};
  const byReason: Record<string, number> = {};
  const stations = new Map<string, number>();
  for (const { kind, reason, stationId, count } of counts) {
    totals[kind] = (totals[kind] ?? 0) + count;
    if (reason !== null) byReason[reason] = (byReason[reason] ?? 0) + count;
    stations.set(stationId, (stations.get(stationId) ?? 0) + count);
  }
  const byStation = [...stations].map(([stationId, changes]) => ({ stationId, changes }));
  return {
    totals,
    byReason,
    byStation: byStation.toSorted((one, other) => other.changes - one.changes).slice(0, SHOWN),
    stations: stations.size,
    rows,
  };
}

/** How many broadcasts are planned now that were not, or were otherwise. */
export const plannedIn = ({ totals }: Consequences): number =>
  (totals.new ?? 0) + (totals.returned ?? 0) + (totals.moved ?? 0) + (totals.replaced ?? 0);
