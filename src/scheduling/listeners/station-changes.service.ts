import { Injectable } from '@nestjs/common';
import { type ConsequencesView, NO_CONSEQUENCES } from '../../consequences/consequences.schemas.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { type Planned, type StationsChanged, StationScheduleService } from '../../stations/station-schedule.service.js';
import { consequencesOf } from '../planning/consequences.js';
import { type Tried, undoIfDry } from '../changes/dry-run.js';
import { presentConsequences } from '../changes/present-consequences.js';
import { orBusy } from '../planning/busy.js';
import { lockServiceAt, MOST_STATIONS, waitAtMost } from '../planning/locks.queries.js';
import { PlanningService } from '../planning/planning.service.js';
import { ReplanningService } from '../planning/replanning.service.js';
import { StationsToPlan } from './stations-to-plan.event.js';

/** Changes of stations, groups and service, planned with them. */
@Injectable()
export class StationChangesService extends StationScheduleService {
  constructor(
    private readonly planning: PlanningService,
    private readonly replanning: ReplanningService,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  async change<Result>(
    make: (work: Work) => Promise<StationsChanged<Result>>,
    { dryRun }: { dryRun: boolean } = { dryRun: false },
  ): Promise<Planned<Result>> {
    await this.planning.prepare();
    return undoIfDry(dryRun, (end: Tried<Planned<Result>>) =>
      orBusy(() =>
        this.unitOfWork.run(async (work) => {
          await waitAtMost(work);
          const { result, stationIds } = await make(work);
          return end({ result, consequences: await this.plan(work, stationIds) });
        }),
      ),
    );
  }

  private async plan(work: Work, stationIds: readonly string[]): Promise<ConsequencesView | null> {
    if (stationIds.length === 0) return NO_CONSEQUENCES;
    if (stationIds.length > MOST_STATIONS) {
      work.announce(new StationsToPlan(stationIds));
      return null;
    }
    await lockServiceAt(work, stationIds, addDays(localDay(work.now, 'UTC'), -1));
    await this.replanning.planAtIn(work, stationIds);
    await this.replanning.recordTakenAway(work);
    return presentConsequences(await consequencesOf(work));
  }
}
