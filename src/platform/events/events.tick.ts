import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Outbox } from './outbox.js';

/** Ticks of the outbox; several processes may tick at once. */
@Injectable()
export class EventsTick {
  constructor(private readonly outbox: Outbox) {}

  @Cron(CronExpression.EVERY_MINUTE, { name: 'signal-waiting-events', waitForCompletion: true })
  signalWaiting(): Promise<void> {
    return this.outbox.signalWaiting();
  }

  @Cron('0 50 0 * * *', { name: 'remove-forgotten-events', waitForCompletion: true })
  removeForgotten(): Promise<void> {
    return this.outbox.removeForgotten();
  }
}
