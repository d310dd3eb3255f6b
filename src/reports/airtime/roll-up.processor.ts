import { Processor, WorkerHost } from '@nestjs/bullmq';
import { REPORTS_QUEUE } from './roll-up.job.js';
import { RollUpService } from './roll-up.service.js';

@Processor(REPORTS_QUEUE)
export class RollUpProcessor extends WorkerHost {
  constructor(private readonly rollUp: RollUpService) {
    super();
  }

  process(): Promise<void> {
    return this.rollUp.rollUpFree();
  }
}
