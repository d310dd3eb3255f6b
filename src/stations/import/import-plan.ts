import { inBoth } from '../../platform/words/codes.js';
import type { LineFault, StationRow } from './parse-stations-csv.js';

/** A code that a unit has on the first day of the import or later. */
export interface KnownCode {
  code: string;
  unitId: string;
  unitName: string;
  unitKind: string;
  /** First day of the code. */
  from: string;
  /** Whether the unit has the code on the first day of the import itself. */
  onTheDay: boolean;
  /** The unit's station on that day or later. */
  stationId: string | null;
  stationName: string | null;
  stationOpenedOn: string | null;
  /** The centre that serves this station on that day or later. */
  centreId: string | null;
}

/** A commune of the file and what exists of it; null for what the import adds. */
export interface PlannedCommune {
  row: StationRow;
  unitId: string | null;
  station: { id: string; name: string; openedOn: string } | null;
  isServed: boolean;
}

/**
 * Compares the file with what exists. A commune is identified by its code on the day, never by its name: names repeat.
 * @param centreId of the centre that is to serve the stations
 */
export function importPlan(
  rows: readonly StationRow[],
  known: ReadonlyMap<string, KnownCode>,
  centreId: string,
): { communes: PlannedCommune[]; faults: LineFault[] } {
  const communes: PlannedCommune[] = [];
  const faults: LineFault[] = [];
  for (const row of rows) {
    const there = known.get(row.code);
    const fault = there && faultOf(row, there, centreId);
    if (fault) faults.push({ line: row.line, ...fault });
    else communes.push(plan(row, there));
  }
  return { communes, faults };
}

function faultOf(row: StationRow, there: KnownCode, centreId: string): Omit<LineFault, 'line'> | undefined {
  const values = { code: row.code, unit: `${there.unitKind} ${there.unitName}`, from: { local: there.from } };
  if (!there.onTheDay) return { column: 'code_2022', message: inBoth(GIVEN_LATER, values) };
  if (there.unitName !== row.name || there.unitKind !== row.kind) {
    return { column: 'code_2022', message: inBoth(OF_ANOTHER, values) };
  }
  if (there.centreId && there.centreId !== centreId) {
    return { column: null, message: inBoth(SERVED_ALREADY, { station: there.stationName }) };
  }
  return undefined;
}

const GIVEN_LATER = { vi: '{code} được cấp cho {unit} từ ngày {from}', en: '{code} is given to {unit} from {from}' };
const OF_ANOTHER = { vi: '{code} là mã của {unit} vào ngày đó', en: '{code} is the code of {unit} on that day' };
const SERVED_ALREADY = { vi: 'trung tâm khác đang phục vụ {station}', en: '{station} is served by another centre' };

function plan(row: StationRow, there: KnownCode | undefined): PlannedCommune {
  if (!there) return { row, unitId: null, station: null, isServed: false };
  const { unitId, stationId: id, stationName: name, stationOpenedOn: openedOn, centreId } = there;
  const station = id && name && openedOn ? { id, name, openedOn } : null;
  return { row, unitId, station, isServed: centreId !== null };
}
