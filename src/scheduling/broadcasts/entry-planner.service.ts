import { Injectable, Logger } from '@nestjs/common';
import type { Work } from '../../platform/database/unit-of-work.js';
import { GroupsService } from '../../stations/groups/groups.service.js';
import type { Entry } from '../entries/entry.entity.js';
import { type Circumstances, CircumstancesService } from './circumstances.service.js';
import { OwnWithdrawalsService } from './own-withdrawals.service.js';
import { PlanAheadQueries } from './plan-ahead.queries.js';
import { PlanningService } from './planning.service.js';

/** An entry with all that its planning depends on, read as it is now. */
export interface EntryToPlan {
  entry: Entry;
  circumstances: Circumstances;
}

/** Plans entries that were placed before, and tells the log what could not be planned. */
@Injectable()
export class EntryPlannerService {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly queries: PlanAheadQueries,
    private readonly groups: GroupsService,
    private readonly circumstances: CircumstancesService,
    private readonly planning: PlanningService,
    private readonly own: OwnWithdrawalsService,
  ) {}

  /** Reads what the entry needs; groups stand for whoever is in them today. Before the transaction. */
  async read(entry: Entry): Promise<EntryToPlan> {
    const named = await this.queries.stationsNamed(entry.id);
    const groupIds = await this.queries.groupsNamed(entry.id);
    const grouped = groupIds.length > 0 ? await this.groups.stationsOf(groupIds) : [];
    return { entry, circumstances: await this.circumstances.of(entry, [...new Set([...named, ...grouped])]) };
  }

  /** Leaves the stations that each is no longer for and plans what is missing, oldest first. The caller holds their rows. */
  async plan(work: Work, toPlan: readonly EntryToPlan[]): Promise<void> {
    for (const { entry, circumstances } of toPlan) {
      await this.own.whereNotServed(work, entry, circumstances);
      const { clashes, newGaps } = await this.planning.plan(work, entry, circumstances);
      if (newGaps === 0) continue;
      const about = { entryId: entry.id, programId: entry.programId, newGaps, clashes: clashes.length };
      this.logger.warn({ ...about, msg: 'some broadcasts could not be planned' });
    }
  }
}
