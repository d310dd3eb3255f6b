import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { type DeliverEvents, EVENTS_QUEUE } from './deliver-events.job.js';
import { Outbox } from './outbox.js';

/** Several at a time, so that a slow listener does not delay the others. */
const LISTENERS_AT_A_TIME = 4;

@Processor(EVENTS_QUEUE, { concurrency: LISTENERS_AT_A_TIME })
export class EventsProcessor extends WorkerHost {
  constructor(private readonly outbox: Outbox) {
    super();
  }

  process({ data: { listener } }: Job<DeliverEvents>): Promise<void> {
    return this.outbox.deliver(listener);
  }
}
