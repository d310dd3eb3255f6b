import type { Schemas } from '../../api/client.ts';
import { byStationName } from '../../parts/by-name.ts';

type Week = Schemas['CoveredPeriod'];
type Why = Schemas['WhyNotAired'];

/** What the segment came to at one station in one week. */
export type Cell = { aired: 'device' | 'operator' } | { why: Why; reason: string | null } | undefined;

export interface Row {
  stationId: string;
  name: string;
  /** For each week; undefined while the centre did not serve the station. */
  cells: Cell[];
}

/** Stations beside weeks, by name: a leader looks for the name. */
export function rowsOf(weeks: readonly Week[]): Row[] {
  const rows = new Map<string, Row>();
  const rowOf = (stationId: string, name: string): Row => {
    const row = rows.get(stationId) ?? { stationId, name, cells: weeks.map(() => undefined) };
    rows.set(stationId, row);
    return row;
  };
  for (const [index, { airedAt, notAiredAt }] of weeks.entries()) {
    for (const { stationId, name, by } of airedAt) rowOf(stationId, name).cells[index] = { aired: by };
    for (const { stationId, name, why, reason } of notAiredAt) rowOf(stationId, name).cells[index] = { why, reason };
  }
  return [...rows.values()].toSorted(byStationName);
}
