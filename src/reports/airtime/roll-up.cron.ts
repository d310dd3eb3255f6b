import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { RollUpService } from './roll-up.service.js';

/** Ticks of the airtime roll-up; several processes may tick at once. */
@Injectable()
export class RollUpCron {
  constructor(private readonly rollUp: RollUpService) {}

  @Cron(CronExpression.EVERY_MINUTE, { name: 'ring-for-airtime', waitForCompletion: true })
  enqueue(): Promise<void> {
    return this.rollUp.ringIfWaiting();
  }

  // News of a changed plan may be lost with its process; this finds what it would have told.
  @Cron('0 30 0 * * *', { name: 'roll-up-coming-days', waitForCompletion: true })
  comingDays(): Promise<void> {
    return this.rollUp.planChanged(null);
  }
}
