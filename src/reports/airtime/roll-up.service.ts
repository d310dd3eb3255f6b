import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { Outbox } from '../../platform/events/outbox.js';
import { deduplicated } from '../../platform/queue/deduplication.js';
import { enqueue } from '../../platform/queue/enqueue.js';
import type { StationDay, StationDays } from '../../playback/outcomes/outcomes.service.js';
import { beginDays, isMarkedAsBegun, markBegunDays } from './begun-days.queries.js';
import { DaysMarked } from './days-marked.event.js';
import {
  markChangedPlans,
  markComingDays,
  markDays,
  type PlanChange,
  someDayIsDirty,
  takeDaysWithin,
  takeFreeDays,
} from './dirty-days.queries.js';
import { REPORTS_QUEUE, ROLL_UP_AIRTIME, type RollUpAirtime } from './roll-up.job.js';
import { recomputeDays } from './roll-up.queries.js';

/** Durable listener to all that changes airtime (roll-up.listener.ts). */
export const AIRTIME_LISTENER = 'airtime';

/**
 * Keeps `airtime_daily` up to date. A day is marked as dirty when it begins, and from then on by events; a dirty day is
 * computed whole, so doing it twice or in two processes changes nothing. Days to come are computed when asked for.
 */
@Injectable()
export class RollUpService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly source: DataSource,
    private readonly clock: Clock,
    @InjectQueue(REPORTS_QUEUE) private readonly queue: Queue<RollUpAirtime>,
  ) {}

  /** Marks days on which outcomes were decided. */
  async outcomesDecided(work: Work, days: readonly StationDay[]): Promise<void> {
    await markDays(work, days, work.now);
    work.announce(new DaysMarked());
  }

  /** Marks the days on which the plan has changed, of those that have begun. */
  async plansChanged(work: Work, changes: readonly PlanChange[]): Promise<void> {
    await markChangedPlans(work, changes, work.now);
    work.announce(new DaysMarked());
  }

  /** Signals that days are dirty. */
  async enqueue(): Promise<void> {
    await enqueue(this.queue, (queue) => queue.add(ROLL_UP_AIRTIME, {}, deduplicated(ROLL_UP_AIRTIME)));
  }

  /** Marks the days that have begun since the last time; a day begins when it does in the first of all time zones. */
  async beginDays(): Promise<void> {
    const newest = addDays(localDay(this.clock.now(), 'UTC'), 1);
    if (await isMarkedAsBegun(this.source, newest)) return;
    await this.unitOfWork.run((work) => beginDays(work, newest));
    await this.unitOfWork.run((work) => markBegunDays(work));
  }

  /** Signals days that were left dirty, e.g. because the queue was lost. */
  async enqueueIfDirty(): Promise<void> {
    if (await someDayIsDirty(this.source)) await this.enqueue();
  }

  /** Rolls up every dirty day that no other process is rolling up. */
  async rollUpFree(): Promise<void> {
    while (await this.rollUpSome((work) => takeFreeDays(work)));
  }

  /** Rolls up whatever was announced about these stations and days before the call, so that what is read next is true. */
  async rollUpWithin(days: StationDays): Promise<void> {
    await this.beginDays();
    await this.outbox.deliverNow(AIRTIME_LISTENER, { keys: days.stationIds });
    await this.unitOfWork.run((work) => markComingDays(work, days, work.now));
    while (await this.rollUpSome((work) => takeDaysWithin(work, days)));
  }

  private rollUpSome(take: (work: Work) => Promise<StationDay[]>): Promise<boolean> {
    return this.unitOfWork.run(async (work) => {
      const days = await take(work);
      if (days.length > 0) await recomputeDays(work, days, work.now);
      return days.length > 0;
    });
  }
}
