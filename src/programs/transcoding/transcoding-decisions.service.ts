import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { lockForChange } from '../lock-program.js';
import { Program } from '../program.entity.js';
import { NothingToTranscode, NotTranscoding } from './transcoding.problems.js';

/** What people decide about the making-ready of a program's audio. The work itself is another module's. */
@Injectable()
export class TranscodingDecisionsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * The program waits for its audio no longer; the audio is kept.
   * @returns SHA-256 of the audio, for which other programs may wait still
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed when the actor may only look at the program
   * @throws NotTranscoding when there is nothing to cancel
   */
  cancel(id: string, { because, by }: { because: string; by: Actor }): Promise<string> {
    return this.unitOfWork.run(async (work) => {
      const { state, originalSha256 } = await lockForChange(work, id, by);
      if (state !== 'transcoding' || !originalSha256) throw new NotTranscoding();
      await work.manager.update(Program, { id }, { state: 'cancelled' });
      this.record(work, { id, by, did: 'program.cancel-transcoding', because, originalSha256 });
      return originalSha256;
    });
  }

  /**
   * The program waits for its audio again, after it was cancelled or refused.
   * @returns SHA-256 of the audio
   * @throws NotFound, NotAllowed as `cancel`
   * @throws NothingToTranscode when there is no audio, or it is ready or in the works
   */
  retry(id: string, { by }: { by: Actor }): Promise<string> {
    return this.unitOfWork.run(async (work) => {
      const { state, originalSha256 } = await lockForChange(work, id, by);
      if ((state !== 'cancelled' && state !== 'refused') || !originalSha256) throw new NothingToTranscode();
      await work.manager.update(Program, { id }, { state: 'transcoding', refusedBecause: null });
      this.record(work, { id, by, did: 'program.retry-transcoding', originalSha256 });
      return originalSha256;
    });
  }

  private record(work: Work, deed: Deed): void {
    const { id, by, did, because, originalSha256 } = deed;
    const to = { kind: 'program', id };
    work.record({
      by,
      did,
      to,
      ...(because && { because }),
      details: { originalSha256 },
    });
  }
}

interface Deed {
  id: string;
  by: Actor;
  did: string;
  because?: string;
  originalSha256: string;
}
