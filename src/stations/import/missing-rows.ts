import { uuidv7 } from '../../platform/uuid.js';
import type { CentreStation } from '../centre-station.entity.js';
import type { Station, Technology } from '../station.entity.js';
import type { Unit } from '../unit.entity.js';
import type { UnitCode } from '../units/unit-code.entity.js';
import type { PlannedCommune } from './import-plan.js';
import type { ImportView } from './import.schemas.js';

/** What holds for all communes of an import. Days are local, `YYYY-MM-DD`. */
type NewServing = Omit<CentreStation, 'revision'>;

export interface ImportTerms {
  centreId: string;
  /** First day of the codes. */
  codesFrom: string;
  /** First day of new stations, and of serving them. */
  servedFrom: string;
  technology: Technology;
}

/** The rows that an import inserts, and every commune of the file with its ids. */
export interface MissingRows {
  units: Unit[];
  codes: UnitCode[];
  stations: Partial<Station>[];
  servings: NewServing[];
  communes: ImportView['stations'];
}

/** A commune with the ids of its unit and station, existing or new. */
interface IdentifiedCommune extends PlannedCommune {
  ids: { unit: string; station: string };
}

/**
 * What is missing of the planned communes.
 * @param timeZone IANA zone of new stations
 */
export function missingRows(
  planned: readonly PlannedCommune[],
  terms: ImportTerms,
  { now, timeZone }: { now: Date; timeZone: string },
): MissingRows {
  const communes = planned.map((commune): IdentifiedCommune => {
    return { ...commune, ids: { unit: commune.unitId ?? uuidv7(), station: commune.station?.id ?? uuidv7() } };
  });
  const withoutUnit = communes.filter(({ unitId }) => unitId === null);
  const withoutStation = communes.filter(({ station }) => station === null);
  return {
    units: withoutUnit.map(({ ids, row: { name, kind } }) => ({ id: ids.unit, name, kind, createdAt: now })),
    codes: withoutUnit.map((commune) => newCode(commune, terms)),
    stations: withoutStation.map((commune) => ({ ...newStation(commune, terms), timeZone, createdAt: now })),
    servings: communes.filter(({ isServed }) => !isServed).map((commune) => newServing(commune, terms)),
    communes: communes.map(present),
  };
}

const stationName = ({ row }: PlannedCommune): string => `Đài truyền thanh ${row.kind} ${row.name}`;

const newCode = ({ ids, row }: IdentifiedCommune, { codesFrom }: ImportTerms): UnitCode => ({
  id: uuidv7(),
  unitId: ids.unit,
  code: row.code,
  validFrom: codesFrom,
  validUntil: null,
});

const newStation = (commune: IdentifiedCommune, { servedFrom, technology }: ImportTerms): Partial<Station> => ({
  id: commune.ids.station,
  unitId: commune.ids.unit,
  name: stationName(commune),
  technology,
  openedOn: servedFrom,
});

// A station that was opened later than the file says is served from the day it was opened.
const newServing = ({ ids, station }: IdentifiedCommune, { centreId, servedFrom }: ImportTerms): NewServing => ({
  centreId,
  stationId: ids.station,
  servedFrom: station && station.openedOn > servedFrom ? station.openedOn : servedFrom,
  servedUntil: null,
});

const present = (commune: IdentifiedCommune): ImportView['stations'][number] => ({
  line: commune.row.line,
  code: commune.row.code,
  unitId: commune.ids.unit,
  stationId: commune.ids.station,
  stationName: commune.station?.name ?? stationName(commune),
});
