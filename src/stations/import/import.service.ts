import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { needsEverywhere } from '../../identity/needs-everywhere.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { CentreStation } from '../centre-station.entity.js';
import { Centre } from '../centres/centre.entity.js';
import { CentresService } from '../centres/centres.service.js';
import { StationScheduleService } from '../station-schedule.service.js';
import { Station } from '../station.entity.js';
import { Unit } from '../unit.entity.js';
import { UnitCode } from '../units/unit-code.entity.js';
import { importPlan, type PlannedCommune } from './import-plan.js';
import { type MissingRows, missingRows, type ImportTerms } from './missing-rows.js';
import { ImportFaulty } from './import.problems.js';
import { knownCodes } from './import.queries.js';
import type { ImportView } from './import.schemas.js';
import type { StationFile } from './parse-stations-csv.js';

// Rows that refer to the centre, such as changes of its schedule, can be inserted meanwhile.
const LOCKED = { mode: 'for_no_key_update' } as const;

/** Imports the communes of a file for a centre: units with codes, a station in each, and the centre that serves it. */
@Injectable()
export class ImportService {
  constructor(
    private readonly centres: CentresService,
    private readonly schedule: StationScheduleService,
    private readonly config: Config,
  ) {}

  /**
   * Adds what is missing of the file's communes, all or nothing, and plans what they air with them, unless they are many. Idempotent.
   * A dry run judges the same, and stores nothing; the ids that it tells are not those of the import.
   * @throws NotFound, NotAllowed
   * @throws ImportFaulty with every faulty line
   * @throws ScheduleBusy
   */
  async run(
    file: StationFile,
    terms: ImportTerms,
    { dryRun, by }: { dryRun: boolean; by: Actor },
  ): Promise<ImportView> {
    const { centreId, codesFrom, servedFrom } = terms;
    await this.centres.findVisible(centreId, by, 'stations:manage');
    // All centres share units and their codes.
    needsEverywhere(by, 'stations:manage');
    const add = async (work: Work) => {
      await work.manager.findOneOrFail(Centre, { where: { id: centreId }, lock: LOCKED });
      const communes = await plan(work, file, terms);
      const rows = missingRows(communes, terms, { now: work.now, timeZone: this.config.settings.TIME_ZONE });
      await insert(work, rows);
      const added = { units: rows.units.length, stations: rows.stations.length, servings: rows.servings.length };
      const stationIds = rows.communes.map(({ stationId }) => stationId);
      if (Object.values(added).some((count) => count > 0)) {
        const details = { added, codesFrom, servedFrom, stationIds };
        work.record({ by, did: 'centre.import-stations', to: { kind: 'centre', id: centreId }, details });
      }
      return { result: { added, stations: rows.communes }, stationIds: added.servings > 0 ? stationIds : [] };
    };
    const { result, consequences } = await this.schedule.change(add, { dryRun });
    return { dryRun, ...result, consequences };
  }
}

async function plan(work: Work, { rows, faults }: StationFile, terms: ImportTerms): Promise<PlannedCommune[]> {
  const codes = rows.map(({ code }) => code);
  const planned = importPlan(rows, await knownCodes(work, codes, terms), terms.centreId);
  const all = [...faults, ...planned.faults];
  if (all.length > 0) throw new ImportFaulty(all);
  return planned.communes;
}

/** Four inserts, however long the file is. */
async function insert({ manager }: Work, { units, codes, stations, servings }: MissingRows): Promise<void> {
  await manager.insert(Unit, units);
  await manager.insert(UnitCode, codes);
  await manager.insert(Station, stations);
  await manager.insert(CentreStation, servings);
}
