import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { Clock } from '../../platform/clock/clock.js';
import { ApprovalVoided, LastDayChanged } from '../../programs/program.event.js';
import { ReplanningService } from './replanning.service.js';

/**
 * Replans the broadcasts of programs that may not air any more, or on other days. The hourly tick makes up for lost
 * events. It never throws. The request is answered once the broadcasts are withdrawn, so no playlist pulled after it has them.
 */
@Injectable()
export class ProgramListener {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly replanning: ReplanningService,
    private readonly clock: Clock,
  ) {}

  @OnEvent(ApprovalVoided.name)
  approvalVoided({ programId }: ApprovalVoided): Promise<void> {
    return this.replan(programId);
  }

  @OnEvent(LastDayChanged.name)
  lastDayChanged({ programId }: LastDayChanged): Promise<void> {
    return this.replan(programId);
  }

  private async replan(programId: string): Promise<void> {
    await this.replanning
      .replanProgram(programId, this.clock.now())
      .catch((error: unknown) =>
        this.logger.error({ err: error, programId, msg: 'could not replan the broadcasts of a program' }),
      );
  }
}
