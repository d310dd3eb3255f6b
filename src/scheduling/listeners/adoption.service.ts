import { Injectable } from '@nestjs/common';
import { THE_SERVICE } from '../../platform/audit/audit-record.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import {
  type AdoptVersion,
  ProgramScheduleService,
  type ScheduleChanges,
} from '../../programs/program-schedule.service.js';
import type { VersionInForce } from '../../programs/programs.service.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import { countPlanned, lostRows } from '../planning/plan-changes.queries.js';
import { PlanningService } from '../planning/planning.service.js';
import { ReplanningService } from '../planning/replanning.service.js';
import { localTime } from '../recurrence/planning-span.js';
import { countAhead, stationsOfProgram } from './adoption.queries.js';

/** Broadcasts that an answer names; the others are counted. */
const SHOWN = 200;

/**
 * Puts approved versions of programs on the schedule. What has begun goes on with its audio; what is ahead takes the new
 * one, and falls out where that does not fit.
 */
@Injectable()
export class AdoptionService extends ProgramScheduleService {
  constructor(
    private readonly replanning: ReplanningService,
    private readonly planning: PlanningService,
  ) {
    super();
  }

  async prepare({ programId }: VersionInForce): Promise<AdoptVersion> {
    await this.planning.prepare();
    return (work) => this.adopt(work, programId);
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
