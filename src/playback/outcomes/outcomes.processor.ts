import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { type DecideOutcomes, PLAYBACK_QUEUE } from './decide-outcomes.job.js';
import { OutcomesService } from './outcomes.service.js';

@Processor(PLAYBACK_QUEUE)
export class OutcomesProcessor extends WorkerHost {
  constructor(private readonly outcomes: OutcomesService) {
    super();
  }

  async process({ data: { stationId, days } }: Job<DecideOutcomes>): Promise<void> {
    for (const day of days) await this.outcomes.decide({ stationId, day });
  }
}
