import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { PlanningTickService } from './planning-tick.service.js';

@Injectable()
export class PlanningCron {
  constructor(private readonly planning: PlanningTickService) {}

  @Cron(CronExpression.EVERY_HOUR, { name: 'plan-broadcasts', waitForCompletion: true })
  tick(): Promise<void> {
    return this.planning.planAhead();
  }
}
