import { Processor, WorkerHost } from '@nestjs/bullmq';
import { RollUpService } from './roll-up.service.js';

/** Answers the ring for dirty days. */
@Processor('reports')
export class RollUpProcessor extends WorkerHost {
  constructor(private readonly rollUp: RollUpService) {
    super();
  }

  process(): Promise<void> {
    return this.rollUp.rollUpFree();
  }
}
