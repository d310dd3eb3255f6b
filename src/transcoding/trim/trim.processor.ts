import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Job } from 'bullmq';
import { type TrimAudio, TRIMS_QUEUE } from './trim.job.js';
import { TrimRunner } from './trim.runner.js';

@Processor(TRIMS_QUEUE)
export class TrimProcessor extends WorkerHost implements OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(private readonly runner: TrimRunner) {
    super();
  }

  /** The process stops: the trim starts again in another one. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  async process({ data }: Job<TrimAudio>): Promise<void> {
    await this.runner.run(data.trimId, this.stopping.signal);
  }
}
