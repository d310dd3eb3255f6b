import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { TranscodingCancelled } from './transcoding-cancelled.event.js';
import { TranscodingQueueService } from './transcoding-queue.service.js';
import { Transcoding } from './transcoding.entity.js';
import { cancelRequest, markNotified, putRequest } from './transcodings.queries.js';

/** Requests and cancels the transcoding of originals, finds its state, and notifies programs of its result. */
@Injectable()
export class TranscodingsService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly programs: ProgramsService,
    private readonly queue: TranscodingQueueService,
  ) {}

  /**
   * Requests that an original be transcoded. Safe to repeat: it is transcoded once, and all its programs are notified.
   * @param again whether to try again what was refused
   */
  async request(originalSha256: string, { again = false }: { again?: boolean } = {}): Promise<void> {
    const priority = await this.queue.priorityOf(originalSha256);
    await this.unitOfWork.run((work) => putRequest(work, originalSha256, { priority, again }));
    if (!(await this.notify(originalSha256))) await this.queue.enqueue(originalSha256);
  }

  /**
   * Cancels the transcoding of a program's audio: the program no longer waits. Unless another program waits for the same
   * audio, the run ends too: in this process at once, in another one at its next heartbeat.
   * @throws NotFound, NotAllowed, NotTranscoding
   */
  async cancelFor(programId: string, reason: { because: string; by: Actor }): Promise<void> {
    const originalSha256 = await this.programs.cancelTranscoding(programId, reason);
    if ((await this.programs.originalsToTranscode()).includes(originalSha256)) return;
    await this.unitOfWork.run(async (work) => {
      const run = await cancelRequest(work, originalSha256);
      if (run) work.announce(new TranscodingCancelled(run));
    });
  }

  /**
   * Requests the transcoding of a program's audio again, after it was cancelled or refused.
   * @throws NotFound, NotAllowed, NothingToTranscode
   */
  async retryFor(programId: string, { by }: { by: Actor }): Promise<void> {
    await this.request(await this.programs.retryTranscoding(programId, { by }), { again: true });
  }

  /**
   * Notifies the programs of an original of the result of its transcoding. Safe to repeat.
   * @returns whether there is nothing left to do for the original
   */
  async notify(originalSha256: string): Promise<boolean> {
    const transcoding = await this.find(originalSha256);
    if (!transcoding?.isOver()) return transcoding === null;
    const { measured, refusalCode: code, refusalData: data } = transcoding;
    if (transcoding.isReady() && measured) {
      await this.programs.audioReady(originalSha256, { seconds: measured.before.seconds });
    } else if (code) {
      await this.programs.audioRefused(originalSha256, { code, data });
    }
    await this.unitOfWork.run((work) => markNotified(work, transcoding));
    return true;
  }

  /** The transcoding of an original; null when it was never requested. */
  find(originalSha256: string): Promise<Transcoding | null> {
    return this.source.manager.findOneBy(Transcoding, { originalSha256 });
  }

  /** The picture in the tags of an original, a JPEG or PNG; null until it is ready, or when there is none. */
  async cover(originalSha256: string): Promise<Buffer | null> {
    const found = await this.source.manager.findOne(Transcoding, {
      where: { originalSha256 },
      select: { cover: true },
    });
    return found?.cover ?? null;
  }
}
