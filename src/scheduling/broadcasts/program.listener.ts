import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { Clock } from '../../platform/clock/clock.js';
import { ApprovalVoided, ProgramApproved, ProgramChanged } from '../../programs/program.event.js';
import { ReplanningService } from './replanning.service.js';

/**
 * Replans the broadcasts of programs that changed. The hourly tick makes up for lost events. It never throws. The request
 * after which a program may not air is answered once its broadcasts are withdrawn, so no playlist pulled after it has them.
 */
@Injectable()
export class ProgramListener {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly replanning: ReplanningService,
    private readonly clock: Clock,
  ) {}

  @OnEvent(ProgramApproved.name)
  approved({ programId }: ProgramApproved): Promise<void> {
    return this.replan(programId);
  }

  @OnEvent(ApprovalVoided.name)
  approvalVoided({ programId }: ApprovalVoided): Promise<void> {
    return this.replan(programId);
  }

  /** Its topic, its segment or its last day may have changed. */
  @OnEvent(ProgramChanged.name)
  async changed({ programId }: ProgramChanged): Promise<void> {
    await this.orLog(programId, this.replanning.describe(programId));
    await this.replan(programId);
  }

  private replan(programId: string): Promise<void> {
    return this.orLog(programId, this.replanning.replanProgram(programId, this.clock.now()));
  }

  private async orLog(programId: string, replanning: Promise<void>): Promise<void> {
    await replanning.catch((error: unknown) =>
      this.logger.error({ err: error, programId, msg: 'could not replan the broadcasts of a program' }),
    );
  }
}
