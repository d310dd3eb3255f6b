import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Config } from '../../platform/config/config.js';
import { type Transcode, TRANSCODING_QUEUE } from '../requests/transcode.job.js';
import { TranscodingQueueService } from '../requests/transcoding-queue.service.js';
import { TranscodingRunner } from './transcoding.runner.js';

/** A job may lose so many workers before it fails; the row counts its attempts itself. */
const STALLS = { maxStalledCount: 10 };

@Processor(TRANSCODING_QUEUE, STALLS)
export class TranscodeProcessor extends WorkerHost implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly queue: TranscodingQueueService,
    private readonly runner: TranscodingRunner,
    private readonly config: Config,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    const { ROLE, TRANSCODE_CONCURRENCY } = this.config.settings;
    if (ROLE !== 'api') this.worker.concurrency = TRANSCODE_CONCURRENCY;
  }

  /** A shutdown does not wait for hours of audio. */
  onModuleDestroy(): void {
    this.runner.endAll();
  }

  async process({ data }: Job<Transcode>): Promise<void> {
    await this.queue.refreshPriorities();
    await this.runner.runNext(data.originalSha256);
  }
}
