import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { ClashesFound } from '../conflicts/clashes-found.js';
import { ClashesService } from '../conflicts/clashes.service.js';
import type { NewEntry } from './entries.schemas.js';
import { EntryChecksService } from './entry-checks.service.js';
import { Entry } from './entry.entity.js';
import { FirstPlanService } from './first-plan.service.js';

/** Places entries on the schedule. */
@Injectable()
export class EntriesService {
  constructor(
    private readonly checks: EntryChecksService,
    private readonly firstPlan: FirstPlanService,
    private readonly clashes: ClashesService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Places an entry and plans its broadcasts of the coming days: all of them, or nothing at all. It must not clash with
   * other entries in force either, however far ahead they meet.
   * @throws AirtimeClash, OutsideAllowedHours, ProgramNotApproved and what else speaks against it
   */
  async place(wanted: NewEntry, { by }: { by: Actor }): Promise<{ entry: Entry; planned: number }> {
    const { entry, circumstances } = await this.checks.check(wanted, by);
    await this.firstPlan.prepare(circumstances.now);
    return this.unitOfWork
      .run(async (work) => {
        await save(work, entry, wanted);
        const planned = await this.firstPlan.plan(work, entry, circumstances);
        const details = { programId: entry.programId, stations: circumstances.stations.length, planned };
        const to = { kind: 'entry', id: entry.id };
        work.record({ by, did: 'entry.place', to, details });
        return { entry, planned };
      })
      .catch(async (error: unknown) => {
        throw error instanceof ClashesFound ? await this.clashes.explain(error.clashes, entry.programId) : error;
      });
  }
}

async function save({ manager }: Work, entry: Entry, { stationId, stationIds, groupIds }: NewEntry): Promise<void> {
  await manager.insert(Entry, entry);
  const named = stationId === undefined ? stationIds : [stationId];
  await manager.query('INSERT INTO entry_stations (entry_id, station_id) SELECT $1, unnest($2::uuid[])', [
    entry.id,
    named,
  ]);
  await manager.query('INSERT INTO entry_groups (entry_id, group_id) SELECT $1, unnest($2::uuid[])', [
    entry.id,
    groupIds,
  ]);
}
