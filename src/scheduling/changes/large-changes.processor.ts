import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { type ApplyChange, SCHEDULE_QUEUE } from './large-change.job.js';
import { LargeChangesService } from './large-changes.service.js';

@Processor(SCHEDULE_QUEUE)
export class LargeChangesProcessor extends WorkerHost {
  constructor(private readonly changes: LargeChangesService) {
    super();
  }

  process({ data: { changeId } }: Job<ApplyChange>): Promise<void> {
    return this.changes.apply(changeId);
  }
}
