import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { deduplicated, retries } from '../../platform/queue/deduplication.js';
import { enqueue } from '../../platform/queue/enqueue.js';
import { TRANSCODE, type Transcode, TRANSCODING_QUEUE } from './transcode.job.js';
import { unfinishedTranscodings } from './transcodings.queries.js';

/** Wakes workers. A job is only a signal: its worker claims the most urgent row, whichever original the job names. */
@Injectable()
export class TranscodingJobsService {
  constructor(
    @InjectQueue(TRANSCODING_QUEUE) private readonly queue: Queue<Transcode>,
    private readonly source: DataSource,
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
    for (const originalSha256 of await unfinishedTranscodings(this.source, { staleSeconds }))
      await this.enqueue(originalSha256);
  }
}
