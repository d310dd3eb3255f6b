import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import { CentreStation } from '../centres/centre-station.entity.js';
import { Station, type Technology } from '../station.entity.js';
import { UnitCode } from '../units/unit-code.entity.js';
import { Unit } from '../units/unit.entity.js';
import type { PlannedCommune } from './import-plan.js';
import type { ImportView } from './import.schemas.js';

/** What an import says of all its communes alike. */
export interface ImportTerms {
  centreId: string;
  /** First day of the codes. */
  codesFrom: string;
  /** First day of new stations, and of serving. */
  servedFrom: string;
  technology: Technology;
}

/** A commune with the ids of what is there or will be made. */
interface Settled extends PlannedCommune {
  ids: { unit: string; station: string };
}

/** Writes what a plan lacks, in four inserts whatever its length. */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async write({ manager }: Work, communes: readonly PlannedCommune[], terms: ImportTerms): Promise<ImportView> {
    const settled = communes.map((commune): Settled => {
      return { ...commune, ids: { unit: commune.unitId ?? uuidv7(), station: commune.station?.id ?? uuidv7() } };
    });
    const withoutUnit = settled.filter(({ unitId }) => unitId === null);
    const units = withoutUnit.map((commune) => this.newUnit(commune));
    const codes = withoutUnit.map((commune) => newCode(commune, terms));
    const stations = settled.filter(({ station }) => station === null).map((one) => this.newStation(one, terms));
    const servings = settled.filter(({ isServed }) => !isServed).map((one) => newServing(one, terms));
    await manager.insert(Unit, units);
    await manager.insert(UnitCode, codes);
    await manager.insert(Station, stations);
    await manager.insert(CentreStation, servings);
    return {
      added: { units: units.length, stations: stations.length, servings: servings.length },
      stations: settled.map(present),
    };
  }

  private newUnit({ ids, row: { name, kind } }: Settled): Unit {
    return { id: ids.unit, name, kind, createdAt: this.clock.now() };
  }

  private newStation(commune: Settled, { servedFrom, technology }: ImportTerms): Partial<Station> {
    return {
      id: commune.ids.station,
      unitId: commune.ids.unit,
      name: stationName(commune),
      timeZone: this.config.settings.TIME_ZONE,
      technology,
      openedOn: servedFrom,
      createdAt: this.clock.now(),
    };
  }
}

const stationName = ({ row }: PlannedCommune): string => `Đài truyền thanh ${row.kind} ${row.name}`;

const newCode = ({ ids, row }: Settled, { codesFrom }: ImportTerms): UnitCode => ({
  id: uuidv7(),
  unitId: ids.unit,
  code: row.code,
  validFrom: codesFrom,
  validUntil: null,
});

// A station that was opened later than the file says is served from its own first day.
const newServing = ({ ids, station }: Settled, { centreId, servedFrom }: ImportTerms): CentreStation => ({
  centreId,
  stationId: ids.station,
  servedFrom: station && station.openedOn > servedFrom ? station.openedOn : servedFrom,
  servedUntil: null,
});

const present = (commune: Settled): ImportView['stations'][number] => ({
  line: commune.row.line,
  code: commune.row.code,
  unitId: commune.ids.unit,
  stationId: commune.ids.station,
  stationName: commune.station?.name ?? stationName(commune),
});
