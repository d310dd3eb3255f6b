import { Injectable } from '@nestjs/common';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Circumstances } from '../broadcasts/circumstances.service.js';
import { PlanningService } from '../broadcasts/planning.service.js';
import { ClashesFound } from '../conflicts/clashes-found.js';
import { LaterClashesService } from '../conflicts/later-clashes.service.js';
import type { Entry } from './entry.entity.js';

/** Plans a new entry: without a clash, also beyond the planned days, or not at all. */
@Injectable()
export class FirstPlanService {
  constructor(
    private readonly planning: PlanningService,
    private readonly later: LaterClashesService,
  ) {}

  /** Makes room for the broadcasts. Before the transaction. */
  prepare(now: Date): Promise<void> {
    return this.planning.prepare(now);
  }

  /** The answer is how many broadcasts were planned. @throws ClashesFound, and the work is to be undone */
  async plan(work: Work, entry: Entry, circumstances: Circumstances): Promise<number> {
    // First, because it holds the airtime of the stations.
    const { planned, clashes } = await this.planning.plan(work, entry, circumstances);
    if (clashes.length > 0) throw new ClashesFound(clashes);
    const later = await this.later.find(work, entry, circumstances);
    if (later.length > 0) throw new ClashesFound(later);
    return planned;
  }
}
