import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { ApprovalVoided, LastDayChanged } from '../../programs/program.event.js';
import { ReplanningService } from '../planning/replanning.service.js';

/**
 * Replans the broadcasts of programs that may not air any more, or on other days. The next start makes up for lost
 * events. It never throws. The request is answered once the broadcasts are withdrawn, so no playlist pulled after it has them.
 */
@Injectable()
export class ProgramListener {
  private readonly logger = new Logger('planning');

  constructor(private readonly replanning: ReplanningService) {}

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
      .planProgram(programId)
      .catch((error: unknown) =>
        this.logger.error({ err: error, programId, msg: 'could not replan the broadcasts of a program' }),
      );
  }
}
