import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Job } from 'bullmq';
import { type TrimAudio, TRIMS_QUEUE } from './trim.job.js';
import { TrimRunner } from './trim.runner.js';

@Processor(TRIMS_QUEUE)
export class TrimProcessor extends WorkerHost implements OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(private readonly trimming: TrimRunner) {
    super();
  }

  /** The process is to stop: the next one begins anew. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  async process({ data }: Job<TrimAudio>): Promise<void> {
    await this.trimming.of(data.trimId, this.stopping.signal);
  }
}
