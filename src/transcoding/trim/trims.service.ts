import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Actor } from '../../identity/actor.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { deduplicated, retries } from '../../platform/queue/deduplication.js';
import { enqueue } from '../../platform/queue/enqueue.js';
import { uuidv7 } from '../../platform/uuid.js';
import { ProgramNotReady } from '../../programs/programs.problems.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { TranscodingsService } from '../requests/transcodings.service.js';
import { trimBounds } from './trim-bounds.js';
import type { Trim } from './trim.entity.js';
import { TRIM, type TrimAudio, TRIMS_QUEUE } from './trim.job.js';
import { NothingToTrim } from './trim.problems.js';
import type { NewTrim } from './trim.schemas.js';
import { insertTrim, lastTrimOf, waitingTrims } from './trims.queries.js';

/** Requests that audio be trimmed at its ends. */
@Injectable()
export class TrimsService {
  constructor(
    @InjectQueue(TRIMS_QUEUE) private readonly queue: Queue<TrimAudio>,
    private readonly unitOfWork: UnitOfWork,
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
    private readonly config: Config,
  ) {}

  /**
   * @throws NotFound, NotAllowed, ProgramWithdrawn
   * @throws ProgramNotReady while its silences are unknown
   * @throws NothingToTrim
   * @throws InvalidRequest when too little would be left
   * @throws TrimUnderWay
   */
  async ask(programId: string, wish: NewTrim, { by }: { by: Actor }): Promise<Trim | null> {
    const { originalSha256, state } = await this.programs.findForChange(programId, by);
    const transcoding = originalSha256 ? await this.transcodings.find(originalSha256) : null;
    if (!originalSha256 || !transcoding?.isReady() || !transcoding.measured) throw new ProgramNotReady(state);
    const bounds = trimBounds(wish, transcoding.findings, transcoding.measured.before.seconds);
    if (bounds === 'nothing') throw new NothingToTrim();
    if (bounds === 'too-little') {
      throw new InvalidRequest([
        {
          pointer: '/untilSeconds',
          message: { vi: 'còn lại chưa đến nửa giây', en: 'leaves less than half a second' },
        },
      ]);
    }
    const trim = { id: uuidv7(), programId, originalSha256, ...bounds, askedBy: by.id };
    await this.unitOfWork.run(async (work) => {
      await insertTrim(work, trim);
      work.record({ by, did: 'program.ask-trim', to: { kind: 'program', id: programId }, details: { ...bounds } });
    });
    await this.enqueue(trim.id);
    return this.lastOf(programId, originalSha256);
  }

  /** The last trim of a program that has this audio as its source or its result. */
  lastOf(programId: string, sha256: string): Promise<Trim | null> {
    return this.unitOfWork.run(({ manager }) => lastTrimOf(manager, programId, sha256));
  }

  /** Enqueues a job for every trim that waits, in case the first one was lost. */
  async sweep(): Promise<void> {
    for (const id of await this.unitOfWork.run(waitingTrims)) await this.enqueue(id);
  }

  private async enqueue(trimId: string): Promise<void> {
    const options = { ...deduplicated(trimId), ...retries(this.config.settings.TRANSCODE_RETRY_SECONDS) };
    await enqueue(this.queue, (queue) => queue.add(TRIM, { trimId }, options));
  }
}
