import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { DurableNews } from '../database/durable-news.js';
import { EVENTS_QUEUE } from './deliver-events.job.js';
import { EventsProcessor } from './events.processor.js';
import { EventsTick } from './events.tick.js';
import { Outbox } from './outbox.js';
import { OutboxWriter } from './outbox-writer.js';
import { Subscriptions } from './subscriptions.js';

/** The outbox: news that is delivered also when the process that announced it has ended. */
@Global()
@Module({
  imports: [BullModule.registerQueue({ name: EVENTS_QUEUE })],
  providers: [
    Subscriptions,
    OutboxWriter,
    { provide: DurableNews, useExisting: OutboxWriter },
    Outbox,
    EventsProcessor,
    EventsTick,
  ],
  exports: [DurableNews, Outbox],
})
export class EventsModule {}
