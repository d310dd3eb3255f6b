import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { OutcomesService } from './outcomes.service.js';

/** Ticks of playback; several processes may tick at once. */
@Injectable()
export class OutcomesTick {
  constructor(private readonly outcomes: OutcomesService) {}

  @Cron(CronExpression.EVERY_MINUTE, { name: 'find-missed-broadcasts', waitForCompletion: true })
  findMissed(): Promise<void> {
    return this.outcomes.findMissed();
  }

  @Cron('0 20 0 * * *', { name: 'find-long-missed-broadcasts', waitForCompletion: true })
  findLongMissed(): Promise<void> {
    return this.outcomes.findLongMissed();
  }

  @Cron('30 * * * * *', { name: 'signal-waiting-outcomes', waitForCompletion: true })
  enqueueWaiting(): Promise<void> {
    return this.outcomes.enqueueWaiting();
  }
}
