import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { ReplanningService } from '../planning/replanning.service.js';
import { ProgramToPlan } from './program-to-plan.event.js';

/**
 * Replans the broadcasts of programs that may not air any more, or on other days, where that was not planned with the change. The next start makes up for lost
 * events. It never throws. The request is answered once the broadcasts are withdrawn, so no playlist pulled after it has them.
 */
@Injectable()
export class ProgramListener {
  private readonly logger = new Logger('planning');

  constructor(private readonly replanning: ReplanningService) {}

  @OnEvent(ProgramToPlan.name)
  async programToPlan({ programId }: ProgramToPlan): Promise<void> {
    await this.replanning
      .planProgram(programId)
      .catch((error: unknown) =>
        this.logger.error({ err: error, programId, msg: 'could not replan the broadcasts of a program' }),
      );
  }
}
