import { Injectable } from '@nestjs/common';
import { Cron, CronExpression, Timeout } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { storePlannedThrough, zonesBehind } from './entries-to-plan.queries.js';
import { ReplanningService } from './replanning.service.js';

/** Plans the days that have come into sight. Each minute it looks once, and locks nothing unless a day is missing. */
@Injectable()
export class ScheduleTick {
  constructor(
    private readonly replanning: ReplanningService,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE, { name: 'plan-broadcasts', waitForCompletion: true })
  async tick(): Promise<void> {
    const { PLAN_DAYS } = this.config.settings;
    const zones = await zonesBehind(this.source, this.clock.now(), PLAN_DAYS);
    if (zones.length > 0) await this.planEverything();
  }

  // The service may have ended between a change and what follows from it. It answers requests before that is mended.
  @Timeout('plan-broadcasts-at-start', 0)
  async planEverything(): Promise<void> {
    const { PLAN_DAYS } = this.config.settings;
    const now = this.clock.now();
    const zones = await zonesBehind(this.source, now, PLAN_DAYS);
    await this.replanning.planEverything();
    await storePlannedThrough(this.source, zones, now, PLAN_DAYS);
  }
}
