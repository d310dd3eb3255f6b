import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { WaitingChangesService } from './waiting-changes.service.js';

@Injectable()
export class LargeChangesTick {
  constructor(private readonly changes: WaitingChangesService) {}

  @Cron(CronExpression.EVERY_MINUTE, { name: 'signal-large-changes', waitForCompletion: true })
  tick(): Promise<void> {
    return this.changes.signalUnfinished();
  }
}
