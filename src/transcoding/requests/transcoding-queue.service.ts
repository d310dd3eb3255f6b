import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { deduplicated, retries } from '../../platform/queue/deduplication.js';
import { enqueue } from '../../platform/queue/enqueue.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { priorityOf } from './priority.js';
import { TRANSCODE, type Transcode, TRANSCODING_QUEUE } from './transcode.job.js';
import { putPriorities, unfinishedTranscodings, waitingInQueue } from './transcodings.queries.js';

/**
 * The queue of originals: wakes workers, and decides whose turn it is. A job is only a signal: its worker claims the most
 * urgent row, whichever original the job names.
 */
@Injectable()
export class TranscodingQueueService {
  constructor(
    @InjectQueue(TRANSCODING_QUEUE) private readonly queue: Queue<Transcode>,
    private readonly unitOfWork: UnitOfWork,
    private readonly programs: ProgramsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Enqueues one job for an original, unless one waits already: there are as many jobs as rows that wait. */
  async enqueue(originalSha256: string): Promise<void> {
    const { TRANSCODE_RETRY_SECONDS } = this.config.settings;
    const options = { ...deduplicated(originalSha256), ...retries(TRANSCODE_RETRY_SECONDS) };
    await enqueue(this.queue, (queue) => queue.add(TRANSCODE, { originalSha256 }, options));
  }

  /** Enqueues a job for every original that needs a worker, in case the first one was lost. */
  async enqueueUnfinished(): Promise<void> {
    const staleSeconds = this.config.settings.TRANSCODE_STALE_SECONDS;
    const unfinished = await this.unitOfWork.run((work) => unfinishedTranscodings(work, { staleSeconds }));
    for (const originalSha256 of unfinished) await this.enqueue(originalSha256);
  }

  /** The priority of an original that is requested now; lower is sooner. */
  async priorityOf(originalSha256: string): Promise<number> {
    const now = this.clock.now();
    const urgency = await this.programs.urgencyOf([originalSha256], now);
    return priorityOf(urgency.get(originalSha256), now);
  }

  /** Updates the priority of everything that waits, as the schedule may have changed. Renewals stay last. */
  async refreshPriorities(): Promise<void> {
    const waiting = await this.unitOfWork.run(waitingInQueue);
    // A single one has nothing to be compared with.
    if (waiting.length < 2) return;
    const originals = waiting.map(({ originalSha256 }) => originalSha256);
    const urgency = await this.programs.urgencyOf(originals, this.clock.now());
    const changes = waiting.flatMap(({ originalSha256, priority: before, queuedAt }) => {
      const priority = priorityOf(urgency.get(originalSha256), queuedAt);
      return priority === before ? [] : [{ originalSha256, priority }];
    });
    if (changes.length > 0) await this.unitOfWork.run((work) => putPriorities(work, changes));
  }
}
