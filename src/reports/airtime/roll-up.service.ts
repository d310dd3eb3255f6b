import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { deduplicated } from '../../platform/queue/deduplication.js';
import { enqueue } from '../../platform/queue/enqueue.js';
import { ROLL_UP_AIRTIME, type RollUpAirtime } from './roll-up.job.js';
import { type Days, RollUpQueries, type Span } from './roll-up.queries.js';

/** Keeps `airtime_daily` true: dirty days are computed whole, so doing it twice or in two processes changes nothing. */
@Injectable()
export class RollUpService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: RollUpQueries,
    @InjectQueue('reports') private readonly queue: Queue<RollUpAirtime>,
    private readonly clock: Clock,
  ) {}

  /** What is planned at these stations (at all, when null) has changed. */
  async planChanged(stationIds: readonly string[] | null): Promise<void> {
    await this.queries.markFrom(this.firstOpenDay(), stationIds, this.clock.now());
    await this.enqueue();
  }

  async enqueue(): Promise<void> {
    await enqueue(this.queue, (queue) => queue.add(ROLL_UP_AIRTIME, {}, deduplicated(ROLL_UP_AIRTIME)));
  }

  async ringIfWaiting(): Promise<void> {
    if ((await this.queries.waiting()) > 0) await this.enqueue();
  }

  /** Rolls up every dirty day that nobody else is at. */
  async rollUpFree(): Promise<void> {
    while (await this.some((work) => this.queries.takeFree(work)));
  }

  /**
   * Rolls up every dirty day of the span, and waits for those that somebody else is at. Days that are not over are
   * compared with the plan first, because news of a change may be under way or lost.
   */
  async rollUpWithin(span: Span): Promise<void> {
    const from = [span.from, this.firstOpenDay()].sort()[1] ?? span.from;
    await this.queries.markWhereThePlanDiffers({ ...span, from }, this.clock.now());
    while (await this.some((work) => this.queries.takeWithin(work, span)));
  }

  /** The plan of days before it changes no more: they are over everywhere on earth. */
  private firstOpenDay(): string {
    return addDays(localDay(this.clock.now(), 'UTC'), -1);
  }

  private some(take: (work: Work) => Promise<Days>): Promise<boolean> {
    return this.unitOfWork.run(async (work) => {
      const taken = await take(work);
      if (taken.days.length > 0) await this.queries.recompute(work, taken, this.clock.now());
      return taken.days.length > 0;
    });
  }
}
