import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { TranscodingCancelled } from './transcoding-cancelled.event.js';
import { cancelRequest } from './transcodings.queries.js';
import { TranscodingsService } from './transcodings.service.js';

/** Cancels the transcoding of a program's audio, and requests it again. */
@Injectable()
export class ProgramTranscodingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
  ) {}

  /**
   * The program no longer waits. Unless another program waits for the same audio, the run ends too: in this process at
   * once, in another one at its next heartbeat.
   * @throws NotFound, NotAllowed, NotTranscoding
   */
  async cancel(programId: string, reason: { because: string; by: Actor }): Promise<void> {
    const originalSha256 = await this.programs.cancelTranscoding(programId, reason);
    if ((await this.programs.originalsToTranscode()).includes(originalSha256)) return;
    await this.unitOfWork.run(async (work) => {
      const run = await cancelRequest(work, originalSha256);
      if (run) work.announce(new TranscodingCancelled(run));
    });
  }

  /** Requests the transcoding again, after it was cancelled or refused. @throws NotFound, NotAllowed, NothingToTranscode */
  async retry(programId: string, { by }: { by: Actor }): Promise<void> {
    await this.transcodings.request(await this.programs.retryTranscoding(programId, { by }), { again: true });
  }
}
