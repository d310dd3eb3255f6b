import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { DescriptionService } from './description.service.js';
import { PlanAheadService } from './plan-ahead.service.js';
import { PlanningService } from './planning.service.js';
import { SettlingService } from './settling.service.js';

/** What is done for the coming days every hour. */
@Injectable()
export class PlanningTickService {
  constructor(
    private readonly planning: PlanningService,
    private readonly settling: SettlingService,
    private readonly descriptions: DescriptionService,
    private readonly ahead: PlanAheadService,
    private readonly clock: Clock,
  ) {}

  /** Makes room, mends what lost news has left behind, and plans what is missing. Harmless when repeated. */
  async planAhead(): Promise<void> {
    const now = this.clock.now();
    await this.planning.prepare(now);
    await this.settling.settleAll(now);
    await this.descriptions.refreshAll(now);
    await this.ahead.plan();
  }
}
