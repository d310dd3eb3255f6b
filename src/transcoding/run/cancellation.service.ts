import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { TranscodingRunner } from './transcoding.runner.js';
import { RequestsQueries } from '../requests/requests.queries.js';
import { TranscodingsService } from '../requests/transcodings.service.js';

/** Lets people cancel the making-ready of a program's audio, and ask for it again. */
@Injectable()
export class CancellationService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
    private readonly requests: RequestsQueries,
    private readonly makingReady: TranscodingRunner,
  ) {}

  /**
   * The program waits no longer. The work ends too, unless another program waits for the same audio: in this process
   * at once, in another with its next sign of life, a second later.
   * @throws NotFound, NotAllowed, NotTranscoding
   */
  async cancel(programId: string, reason: { because: string; by: Actor }): Promise<void> {
    const originalSha256 = await this.programs.cancelTranscoding(programId, reason);
    if ((await this.programs.originalsToTranscode()).includes(originalSha256)) return;
    const run = await this.requests.cancel(originalSha256);
    if (run) this.makingReady.end(run);
  }

  /** Has it done once more, after it was cancelled or refused. @throws NotFound, NotAllowed, NothingToTranscode */
  async retry(programId: string, { by }: { by: Actor }): Promise<void> {
    await this.transcodings.request(await this.programs.retryTranscoding(programId, { by }), { again: true });
  }
}
