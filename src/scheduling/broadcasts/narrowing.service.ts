import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { THE_SERVICE } from '../../platform/audit/audit-record.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/database/sql.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { AirtimeService } from '../airtime/airtime.service.js';
import { classQuotas } from '../airtime/class-quotas.js';
import { judgeHours } from '../airtime/judge.js';
import { broadcastsInFullQuotas } from '../airtime/quota.queries.js';
import type { RuledStations } from '../airtime/ruled-stations.js';
import { BroadcastsChanged } from './broadcasts-changed.event.js';
import { EntryFactsService } from './entry-facts.service.js';
import {
  type NarrowedBroadcast,
  stationsWithBroadcasts,
  timesAhead,
  withdrawAsFull,
  withdrawAtTimes,
} from './narrowing.queries.js';
import { overQuota } from './over-quota.js';
import { lockAllSchedules } from './planning.queries.js';

/** Withdraws broadcasts that are not over, and that the airtime rules of their station and day do not allow. */
@Injectable()
export class NarrowingService {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly airtime: AirtimeService,
    private readonly facts: EntryFactsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The caller has locked all schedules, writes the audit record and announces the change. @returns by start */
  async narrow(work: Work, stationIds: readonly string[]): Promise<NarrowedBroadcast[]> {
    const days = this.days();
    const ruled = await this.airtime.rulesAt(stationIds, days, work);
    const outside = await withdrawAtTimes(work, ruled.classes, await against(work, ruled, work.now));
    const quotas = classQuotas(ruled, days);
    const inFull = await broadcastsInFullQuotas(work, ruled.classes, quotas);
    const full = await withdrawAsFull(work, overQuota(inFull, quotas));
    return [...outside, ...full].toSorted(
      (one, other) => one.startsAt.getTime() - other.startsAt.getTime() || (one.id < other.id ? -1 : 1),
    );
  }

  /** The stations came to other rules, e.g. because another centre serves them. */
  async narrowAt(stationIds: readonly string[]): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      await lockAllSchedules(work);
      record(work, await this.narrow(work, stationIds));
    });
  }

  /** Corrects what a lost event left behind. Locks nothing unless there is something to correct. It never throws. */
  async narrowEverywhere(): Promise<void> {
    await this.correctEverywhere().catch((error: unknown) =>
      this.logger.error({ err: error, msg: 'could not compare what is planned with the airtime rules' }),
    );
  }

  private async correctEverywhere(): Promise<void> {
    const now = this.clock.now();
    const stationIds = await stationsWithBroadcasts(this.source, now);
    const ruled = await this.airtime.rulesAt(stationIds, this.days());
    if ((await against(this.source, ruled, now)).length > 0) await this.narrowAt(stationIds);
  }

  private days(): { from: string; until: string } {
    const days = this.facts.plannedDays();
    return { from: days[0] ?? '', until: days.at(-1) ?? '' };
  }
}

async function against(sql: Sql, { classes, classAt }: RuledStations, now: Date) {
  const times = await timesAhead(sql, classes, now);
  return times.flatMap((time) => {
    const verdict = judgeHours(time, classAt(time.class).on(time.airsOn));
    return verdict ? [{ ...time, against: verdict }] : [];
  });
}

function record(work: Work, withdrawn: readonly NarrowedBroadcast[]): void {
  const stationIds = [...new Set(withdrawn.map(({ stationId }) => stationId))];
  for (const id of stationIds) {
    const there = withdrawn.filter(({ stationId }) => stationId === id);
    for (const because of new Set(there.map(({ reason }) => reason))) {
      const details = { withdrawn: there.filter(({ reason }) => reason === because).length };
      work.record({ by: THE_SERVICE, did: 'broadcasts.withdraw', to: { kind: 'station', id }, because, details });
    }
  }
  if (stationIds.length > 0) work.announceAndWait(new BroadcastsChanged(stationIds));
}
