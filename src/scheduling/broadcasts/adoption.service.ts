import { Injectable } from '@nestjs/common';
import { THE_SERVICE } from '../../platform/audit/audit-record.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import {
  type AdoptVersion,
  ProgramScheduleService,
  type ScheduleChanges,
} from '../../programs/program-schedule.service.js';
import type { VersionInForce } from '../../programs/programs.service.js';
import { localTime } from '../recurrence/planning-span.js';
import {
  countsOfChange,
  lostBroadcasts,
  nameReasons,
  rebindWhereShorter,
  stationsOfProgram,
} from './adoption.queries.js';
import { BroadcastsChanged } from './broadcasts-changed.event.js';
import { lockAllSchedules } from './planning.queries.js';
import { PlanningService } from './planning.service.js';
import { type EntryToPlan, ReplanningService } from './replanning.service.js';
import { withdrawUnairable } from './withdrawal.queries.js';

/**
 * Puts approved versions of programs on the schedule. What has begun goes on with its audio; what is ahead takes the new
 * one, and falls out where that does not fit.
 */
@Injectable()
export class AdoptionService extends ProgramScheduleService {
  constructor(
    private readonly replanning: ReplanningService,
    private readonly planning: PlanningService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async prepare(version: VersionInForce): Promise<AdoptVersion> {
    await this.planning.prepare(this.clock.now());
    const toPlan = await this.replanning.readEntriesOf(version.programId, version);
    return (work) => this.adopt(work, version, toPlan);
  }

  private async adopt(work: Work, version: VersionInForce, toPlan: readonly EntryToPlan[]): Promise<ScheduleChanges> {
    const { programId } = version;
    await this.replanning.replanEntries(work, toPlan, async () => {
      await lockAllSchedules(work);
      await rebindWhereShorter(work, version);
      await withdrawUnairable(work, programId);
    });
    await nameReasons(work, programId);
    const lost = await lostBroadcasts(work, programId);
    const counts = await countsOfChange(work, programId);
    // Also where only the title changes.
    const stationIds = await stationsOfProgram(work, programId);
    if (stationIds.length > 0) work.announceAndWait(new BroadcastsChanged(stationIds));
    if (counts.lostTotal > 0) {
      const details = { withdrawn: counts.lostTotal };
      work.record({ by: THE_SERVICE, did: 'broadcasts.withdraw', to: { kind: 'program', id: programId }, details });
    }
    return {
      ...counts,
      lost: lost.map(({ startsAt, timeZone, ...one }) => ({ ...one, localTime: localTime(startsAt, timeZone) })),
    };
  }
}
