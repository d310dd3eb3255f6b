import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Actor } from '../../identity/actor.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { deduplicated, RETRIES } from '../../platform/queue/deduplication.js';
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
import { TrimsQueries } from './trims.queries.js';

/** Has audio cut at its ends, on request. */
@Injectable()
export class TrimsService {
  constructor(
    @InjectQueue(TRIMS_QUEUE) private readonly queue: Queue<TrimAudio>,
    private readonly queries: TrimsQueries,
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
  ) {}

  /**
   * @throws NotFound @throws NotAllowed @throws ProgramWithdrawn
   * @throws ProgramNotReady when its silences are not known yet
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
      throw new InvalidRequest([{ pointer: '/untilSeconds', message: 'leaves less than half a second' }]);
    }
    const id = uuidv7();
    await this.queries.ask({ id, programId, originalSha256, ...bounds, askedBy: by.id });
    await this.enqueue(id);
    return this.lastOf(programId, originalSha256);
  }

  /** The last one that concerns this audio of a program. */
  lastOf(programId: string, originalSha256: string): Promise<Trim | null> {
    return this.queries.lastOf(programId, originalSha256);
  }

  /** Rings for all that wait, in case the news was lost. */
  async sweep(): Promise<void> {
    for (const id of await this.queries.waiting()) await this.enqueue(id);
  }

  private async enqueue(trimId: string): Promise<void> {
    await enqueue(this.queue, (queue) => queue.add(TRIM, { trimId }, { ...deduplicated(trimId), ...RETRIES }));
  }
}
