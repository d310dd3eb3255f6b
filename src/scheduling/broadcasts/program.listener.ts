import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { Clock } from '../../platform/clock/clock.js';
import { ApprovalVoided } from '../../programs/approval-voided.event.js';
import { ProgramChanged } from '../../programs/program-changed.event.js';
import { ProgramApproved } from '../../programs/program-approved.event.js';
import { DescriptionService } from './description.service.js';
import { PlanningService } from './planning.service.js';
import { SettlingService } from './settling.service.js';

/**
 * Hears what becomes of programs; what it misses, the hourly tick finds. It never throws. Who says that a program may not
 * air is answered when its broadcasts are withdrawn, so that no playlist pulled after the answer carries it.
 */
@Injectable()
export class ProgramListener {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly settling: SettlingService,
    private readonly descriptions: DescriptionService,
    private readonly planning: PlanningService,
    private readonly clock: Clock,
  ) {}

  @OnEvent(ProgramApproved.name)
  async approved({ programId }: ProgramApproved): Promise<void> {
    await this.settle(programId);
  }

  @OnEvent(ApprovalVoided.name)
  async voided({ programId }: ApprovalVoided): Promise<void> {
    await this.settle(programId);
  }

  /** It may count for another topic or segment now, and its last day may have been moved. */
  @OnEvent(ProgramChanged.name)
  async changed({ programId }: ProgramChanged): Promise<void> {
    await this.descriptions
      .refresh(programId, this.clock.now())
      .catch((error: unknown) =>
        this.logger.error({ err: error, programId, msg: 'broadcasts of a program could not be described anew' }),
      );
    await this.settle(programId);
  }

  private async settle(programId: string): Promise<void> {
    const now = this.clock.now();
    await this.planning
      .prepare(now)
      .then(() => this.settling.settle(programId, now))
      .catch((error: unknown) =>
        this.logger.error({ err: error, programId, msg: 'broadcasts of a program could not be settled' }),
      );
  }
}
