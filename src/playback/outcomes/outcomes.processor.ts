import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { type DecideOutcomes, PLAYBACK_QUEUE } from './decide-outcomes.job.js';
import { OutcomesService } from './outcomes.service.js';

@Processor(PLAYBACK_QUEUE)
export class OutcomesProcessor extends WorkerHost {
  constructor(private readonly outcomes: OutcomesService) {
    super();
  }

  process({ data: { stationId } }: Job<DecideOutcomes>): Promise<void> {
    return this.outcomes.decideWaiting(stationId);
  }
}
