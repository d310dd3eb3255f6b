import { Injectable } from '@nestjs/common';
import { Cron, CronExpression, Timeout } from '@nestjs/schedule';
import { Clock } from '../../platform/clock/clock.js';
import { NarrowingService } from './narrowing.service.js';
import { ReplanningService } from './replanning.service.js';

/** Plans the days that have come into sight, each hour and when the service starts. */
@Injectable()
export class PlanningTick {
  constructor(
    private readonly narrowing: NarrowingService,
    private readonly replanning: ReplanningService,
    private readonly clock: Clock,
  ) {}

  @Cron(CronExpression.EVERY_HOUR, { name: 'plan-broadcasts', waitForCompletion: true })
  tick(): Promise<void> {
    return this.plan();
  }

  // The service may have been down for days. It answers requests before they are planned.
  @Timeout('plan-broadcasts-at-start', 0)
  start(): Promise<void> {
    return this.plan();
  }

  private async plan(): Promise<void> {
    await this.narrowing.narrowEverywhere();
    await this.replanning.planAhead(this.clock.now());
  }
}
