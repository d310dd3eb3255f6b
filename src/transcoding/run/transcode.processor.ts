import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Config } from '../../platform/config/config.js';
import { MakingReady } from './making-ready.js';
import { Ranking } from '../requests/ranking.js';
import { type Transcode, TRANSCODING_QUEUE } from './transcode.job.js';

/** A killed worker's job is taken up again within this time and the interval after it. */
const LIFE_SIGNS = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 10 };

@Processor(TRANSCODING_QUEUE, LIFE_SIGNS)
export class TranscodeProcessor extends WorkerHost implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly ranking: Ranking,
    private readonly makingReady: MakingReady,
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
