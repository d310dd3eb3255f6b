import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { BroadcastsChanged } from './broadcasts-changed.event.js';
import { DescriptionQueries } from './description.queries.js';
import { PlanningQueries } from './planning.queries.js';

/** Keeps what broadcasts are about in line with their programs, as long as they have not begun. */
@Injectable()
export class DescriptionService {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: DescriptionQueries,
    private readonly airtime: PlanningQueries,
  ) {}

  /** A program was described anew: its broadcasts that begin after `now` follow. Safe to repeat. */
  async refresh(programId: string, now: Date): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      // Whoever is planning may have read the old description: what they plan is looked at after them.
      await this.airtime.lockAllAirtime(work);
      const stationIds = await this.queries.refresh(work, programId, now);
      if (stationIds.length > 0) work.announce(new BroadcastsChanged(stationIds));
    });
  }

  /** The same for every program of which news was lost. */
  async refreshAll(now: Date): Promise<void> {
    for (const programId of await this.queries.programsToRefresh(now)) {
      await this.refresh(programId, now).catch((error: unknown) =>
        this.logger.error({ err: error, programId, msg: 'broadcasts of a program could not be described anew' }),
      );
    }
  }
}
