import { Injectable } from '@nestjs/common';
import { Cron, CronExpression, Timeout } from '@nestjs/schedule';
import { PlanningTickService } from './planning-tick.service.js';

@Injectable()
export class PlanningCron {
  constructor(private readonly planning: PlanningTickService) {}

  @Cron(CronExpression.EVERY_HOUR, { name: 'plan-broadcasts', waitForCompletion: true })
  tick(): Promise<void> {
    return this.planning.planAhead();
  }

  // Days may have come into sight while the service was down; it is ready before they are planned.
  @Timeout('plan-broadcasts-at-start', 0)
  start(): Promise<void> {
    return this.planning.planAhead();
  }
}
