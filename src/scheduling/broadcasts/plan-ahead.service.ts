import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Entry } from '../entries/entry.entity.js';
import { EntryPlannerService } from './entry-planner.service.js';
import { type EntryPlaces, type LocalDays, PlanAheadQueries } from './plan-ahead.queries.js';

/** Keeps the broadcasts of every entry planned as far ahead as PLAN_DAYS says. */
@Injectable()
export class PlanAheadService {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly queries: PlanAheadQueries,
    private readonly planner: EntryPlannerService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Plans whatever is missing of all entries in force. Harmless when repeated, also by several processes at once. */
  async plan(): Promise<void> {
    await this.planEach(await this.queries.inForceBetween(this.days()));
  }

  /** Does the same for the entries that name one of the stations or groups, and takes them off stations they have left. */
  async planAt(places: EntryPlaces): Promise<void> {
    await this.planEach(await this.queries.inForceAt(places, this.days()));
  }

  private days(): LocalDays {
    const { TIME_ZONE, PLAN_DAYS } = this.config.settings;
    const today = localDay(this.clock.now(), TIME_ZONE);
    return { first: addDays(today, -1), last: addDays(today, PLAN_DAYS + 1) };
  }

  private async planEach(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) {
      // One entry that fails must not keep the others off the air.
      await this.planOne(entry).catch((error: unknown) =>
        this.logger.error({ err: error, entryId: entry.id, msg: 'an entry could not be planned' }),
      );
    }
  }

  private async planOne(entry: Entry): Promise<void> {
    const toPlan = await this.planner.read(entry);
    await this.unitOfWork.run(async (work) => {
      const inForce = await this.queries.hold(work, [entry.id]);
      if (inForce.has(entry.id)) await this.planner.plan(work, [toPlan]);
    });
  }
}
