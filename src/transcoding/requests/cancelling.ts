import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { ProcessingDecisionsService } from '../../programs/processing/processing-decisions.service.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { MakingReady } from '../run/making-ready.js';
import { RequestsQueries } from './requests.queries.js';
import { TranscodingsService } from './transcodings.service.js';

/** Lets people cancel the making-ready of a program's audio, and ask for it again. */
@Injectable()
export class Cancelling {
  constructor(
    private readonly processing: ProcessingDecisionsService,
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
    private readonly requests: RequestsQueries,
    private readonly makingReady: MakingReady,
  ) {}

  /**
   * The program waits no longer. The work ends too, unless another program waits for the same audio: in this process
   * at once, in another with its next sign of life, a second later.
   * @throws NotFound, NotAllowed, NotProcessing
   */
  async cancel(programId: string, reason: { because: string; by: Actor }): Promise<void> {
    const originalSha256 = await this.processing.cancel(programId, reason);
    if ((await this.programs.originalsInProcessing()).includes(originalSha256)) return;
    const run = await this.requests.cancel(originalSha256);
    if (run) this.makingReady.end(run);
  }

  /** Has it done once more, after it was cancelled or refused. @throws NotFound, NotAllowed, NothingToProcess */
  async retry(programId: string, { by }: { by: Actor }): Promise<void> {
    await this.transcodings.request(await this.processing.retry(programId, { by }), { again: true });
  }
}
