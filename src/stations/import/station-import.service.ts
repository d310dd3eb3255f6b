import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { Centre } from '../centres/centre.entity.js';
import { CentresService } from '../centres/centres.service.js';
import { ServedStationsChanged } from '../centres/served-stations-changed.event.js';
import { needsEverywhere } from '../../identity/needs-everywhere.js';
import { importPlan, type PlannedCommune } from './import-plan.js';
import { ImportFaulty } from './import.problems.js';
import type { ImportView } from './import.schemas.js';
import { ImportWriter, type ImportTerms } from './import-writer.js';
import { KnownCodes } from './known-codes.queries.js';
import type { StationFile } from './station-rows.js';

/** Brings the communes of a file under a centre: units with codes, a station in each, and the centre that serves it. */
@Injectable()
export class StationImportService {
  constructor(
    private readonly centres: CentresService,
    private readonly known: KnownCodes,
    private readonly writer: ImportWriter,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Makes what is missing of the file's communes, all or nothing; a second time there is nothing to make.
   * @throws NotFound, NotAllowed, ImportFaulty with every faulty line
   */
  async bring(file: StationFile, terms: ImportTerms, { by }: { by: Actor }): Promise<ImportView> {
    const { centreId } = terms;
    await this.centres.findVisible(centreId, by, 'stations:manage');
    // Units and their codes belong to everybody, so a centre alone cannot bring them.
    needsEverywhere(by, 'stations:manage');
    return this.unitOfWork.run(async (work) => {
      await work.manager.findOneOrFail(Centre, { where: { id: centreId }, lock: { mode: 'pessimistic_write' } });
      const communes = await this.plan(work, file, terms);
      const { added, stations } = await this.writer.write(work, communes, terms);
      if (Object.values(added).some((count) => count > 0)) {
        const { codesFrom, servedFrom } = terms;
        const stationIds = stations.map(({ stationId }) => stationId);
        work.record({
          by,
          did: 'centre.import-stations',
          to: { kind: 'centre', id: centreId },
          details: { added, codesFrom, servedFrom, stationIds },
        });
        if (added.servings > 0) work.announce(new ServedStationsChanged(stationIds));
      }
      return { added, stations };
    });
  }

  private async plan(work: Work, { rows, faults }: StationFile, terms: ImportTerms): Promise<PlannedCommune[]> {
    const codes = rows.map(({ code }) => code);
    const plan = importPlan(rows, await this.known.of(work.manager, codes, terms), terms.centreId);
    const all = [...faults, ...plan.faults];
    if (all.length > 0) throw new ImportFaulty(all);
    return plan.communes;
  }
}
