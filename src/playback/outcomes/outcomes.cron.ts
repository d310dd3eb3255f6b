import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { OutcomeChecksService } from './outcome-checks.service.js';

/** Ticks of playback; several processes may tick at once. */
@Injectable()
export class OutcomesCron {
  constructor(private readonly checks: OutcomeChecksService) {}

  @Cron(CronExpression.EVERY_MINUTE, { name: 'find-missed-broadcasts', waitForCompletion: true })
  findMissed(): Promise<void> {
    return this.checks.findMissed();
  }

  @Cron('0 20 0 * * *', { name: 'find-long-missed-broadcasts', waitForCompletion: true })
  findLongMissed(): Promise<void> {
    return this.checks.findLongMissed();
  }

  @Cron('30 * * * * *', { name: 'ring-for-outcomes', waitForCompletion: true })
  ringAgain(): Promise<void> {
    return this.checks.ringAgain();
  }
}
