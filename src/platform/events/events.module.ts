import { Global, Module } from '@nestjs/common';
import { DurableEventStore } from '../database/durable-event-store.js';
import { EVENTS_QUEUE } from './deliver-events.job.js';
import { EventsProcessor } from './events.processor.js';
import { EventsTick } from './events.tick.js';
import { Outbox } from './outbox.js';
import { OutboxWriter } from './outbox-writer.js';
import { Subscriptions } from './subscriptions.js';
import { registerQueue } from '../queue/register-queue.js';

/** The outbox: events are delivered even if the process that announced them has ended. */
@Global()
@Module({
  imports: [registerQueue(EVENTS_QUEUE)],
  providers: [
    Subscriptions,
    OutboxWriter,
    { provide: DurableEventStore, useExisting: OutboxWriter },
    Outbox,
    EventsProcessor,
    EventsTick,
  ],
  exports: [DurableEventStore, Outbox],
})
export class EventsModule {}
