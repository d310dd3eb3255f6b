import { Injectable } from '@nestjs/common';
import { THE_SERVICE } from '../../platform/audit/audit-record.js';
import { ScheduleBusy } from '../../consequences/consequences.problems.js';
import { type ConsequencesView, NO_CONSEQUENCES } from '../../consequences/consequences.schemas.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import {
  type AdoptVersion,
  type PlannedProgram,
  type ProgramChanged,
  ProgramScheduleService,
  type ScheduleChanges,
} from '../../programs/program-schedule.service.js';
import type { VersionInForce } from '../../programs/programs.service.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import { consequencesOf } from '../planning/consequences.js';
import { type Tried, undoIfDry } from '../changes/dry-run.js';
import { presentConsequences } from '../changes/present-consequences.js';
import { orBusy } from '../planning/busy.js';
import { MOST_STATIONS, waitAtMost } from '../planning/locks.queries.js';
import { countPlanned, lostRows } from '../planning/plan-changes.queries.js';
import { PlanningService } from '../planning/planning.service.js';
import { ReplanningService } from '../planning/replanning.service.js';
import { localTime } from '../recurrence/wall-time.js';
import { countAhead, countStationsAhead, stationsOfProgram } from './adoption.queries.js';
import { ProgramToPlan } from './program-to-plan.event.js';

/** Broadcasts that an answer names; the others are counted. */
const SHOWN = 200;
/** What must not air is not kept waiting by the schedule. In milliseconds. */
const PATIENCE = 1_000;

/**
 * Puts approved versions of programs on the schedule, and takes off it what may not air any more. What has begun goes on
 * with its audio when a new version is approved; what is ahead takes the new one, and falls out where that does not fit.
 */
@Injectable()
export class AdoptionService extends ProgramScheduleService {
  constructor(
    private readonly replanning: ReplanningService,
    private readonly planning: PlanningService,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  async prepare({ programId }: VersionInForce): Promise<AdoptVersion> {
    await this.planning.prepare();
    return (work) => this.adopt(work, programId);
  }

  async change<Result>(
    programId: string,
    make: (work: Work) => Promise<ProgramChanged<Result>>,
    { dryRun }: { dryRun: boolean } = { dryRun: false },
  ): Promise<PlannedProgram<Result>> {
    await this.planning.prepare();
    return undoIfDry(dryRun, (end: Tried<PlannedProgram<Result>>) => {
      const run = (plan: (work: Work) => Promise<ConsequencesView | null>) =>
        this.unitOfWork.run(async (work) => {
          const { result, changesSchedule } = await make(work);
          return end({ result, consequences: changesSchedule ? await plan(work) : NO_CONSEQUENCES });
        });
      const planned = orBusy(() => run((work) => this.planChanged(work, programId)));
      return planned.catch((error: unknown) => {
        if (error instanceof ScheduleBusy) return run(async (work) => planAfterwards(work, programId));
        throw error;
      });
    });
  }

  private async planChanged(work: Work, programId: string): Promise<ConsequencesView | null> {
    if ((await countStationsAhead(work, programId)) > MOST_STATIONS) return planAfterwards(work, programId);
    await waitAtMost(work, PATIENCE);
    await this.replanning.planProgramIn(work, programId);
    await this.replanning.recordTakenAway(work, { kind: 'program', id: programId });
    return presentConsequences(await consequencesOf(work));
  }

  private async adopt(work: Work, programId: string): Promise<ScheduleChanges> {
    await this.replanning.planProgramIn(work, programId);
    const changed = await countPlanned(work, programId);
    const lost = await lostRows(work, programId, SHOWN);
    const lostTotal = lost[0]?.total ?? 0;
    // Also where only the title changes.
    const stationIds = await stationsOfProgram(work, programId);
    if (stationIds.length > 0) work.announceAndWait(new BroadcastsChanged(stationIds));
    if (lostTotal > 0) {
      const details = { withdrawn: lostTotal };
      work.record({ by: THE_SERVICE, did: 'broadcasts.withdraw', to: { kind: 'program', id: programId }, details });
    }
    return {
      planned: await countAhead(work, programId),
      changed,
      lostTotal,
      lost: lost.map(({ startsAt, timeZone, total: _total, ...one }) => ({
        ...one,
        localTime: localTime(startsAt, timeZone),
      })),
    };
  }
}

function planAfterwards(work: Work, programId: string): null {
  work.announceAndWait(new ProgramToPlan(programId));
  return null;
}
