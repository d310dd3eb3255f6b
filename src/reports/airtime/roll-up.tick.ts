import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { RollUpService } from './roll-up.service.js';

@Injectable()
export class RollUpTick {
  constructor(private readonly rollUp: RollUpService) {}

  @Cron(CronExpression.EVERY_MINUTE, { name: 'begin-airtime-days', waitForCompletion: true })
  beginDays(): Promise<void> {
    return this.rollUp.beginDays();
  }

  @Cron(CronExpression.EVERY_MINUTE, { name: 'signal-dirty-airtime', waitForCompletion: true })
  signalDirty(): Promise<void> {
    return this.rollUp.enqueueIfDirty();
  }
}
