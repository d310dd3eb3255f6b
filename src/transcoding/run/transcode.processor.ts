import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Config } from '../../platform/config/config.js';
import { TranscodingRunner } from './transcoding.runner.js';
import { QueueOrderService } from '../requests/queue-order.service.js';
import { type Transcode, TRANSCODING_QUEUE } from '../requests/transcode.job.js';

/** A killed worker's job is taken up again within this time and the interval after it. */
const LIFE_SIGNS = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 10 };

@Processor(TRANSCODING_QUEUE, LIFE_SIGNS)
export class TranscodeProcessor extends WorkerHost implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly ranking: QueueOrderService,
    private readonly makingReady: TranscodingRunner,
    private readonly config: Config,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    const { ROLE, TRANSCODE_CONCURRENCY } = this.config.settings;
    if (ROLE !== 'api') this.worker.concurrency = TRANSCODE_CONCURRENCY;
  }

  /** The process is to stop: hours of audio are not waited for. */
  onModuleDestroy(): void {
    this.makingReady.endAll();
  }

  async process({ data }: Job<Transcode>): Promise<void> {
    await this.ranking.refresh();
    await this.makingReady.answer(data.originalSha256);
  }
}
