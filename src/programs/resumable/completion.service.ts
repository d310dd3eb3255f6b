import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { NotFound, Problem } from '../../platform/http/problem.js';
import { PartFiles } from '../../platform/storage/part-files.js';
import { UploadsService } from '../upload/uploads.service.js';
import { ResumableUploadsQueries } from './resumable-uploads.queries.js';
import { ResumableUploads } from './resumable-uploads.service.js';

/** Hands the audio of a resumable upload to its program, once all of it is there. */
@Injectable()
export class Completion {
  constructor(
    private readonly resumables: ResumableUploads,
    private readonly uploads: UploadsService,
    private readonly queries: ResumableUploadsQueries,
    private readonly parts: PartFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * Completes the upload if its last byte came but the process was ended before the program got it. Clients take an upload
   * for done when they are told that all of it is there.
   */
  async makeUpFor(id: string, by: Actor): Promise<void> {
    const { upload, arrived } = await this.resumables.progressOf(id);
    if (!upload.completedAt && arrived === upload.bytes) await this.complete(id, by);
  }

  /**
   * The same way as audio that is sent at once, read from the disk. The bytes are copied while they are hashed: whoever may
   * still write to the upload cannot change what was kept. Harmless when it is completed already.
   * @throws what UploadsService.take throws; what waiting cannot mend ends the upload
   */
  async complete(id: string, by: Actor): Promise<void> {
    const { upload } = await this.resumables.progressOf(id);
    if (upload.completedAt) return;
    try {
      const audio = { stream: await this.parts.read(id), fileName: upload.fileName };
      await this.uploads.take(upload.programId, audio, { by, book: (work) => this.book(work, id) });
    } catch (error) {
      // Two requests may bring the last byte; the second finds the work done.
      if ((await this.queries.find(id))?.completedAt) return;
      if (error instanceof Problem && error.status < 500) await this.resumables.discard(id);
      throw error;
    }
    await this.parts.discard(id);
  }

  /** Its volume was booked when it began. */
  private async book(work: Work, id: string): Promise<void> {
    if (!(await this.queries.complete(work, id, this.clock.now()))) throw new NotFound('upload');
  }
}
