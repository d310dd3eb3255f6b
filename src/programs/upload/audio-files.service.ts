import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import type { IncomingFile } from '../../platform/storage/incoming-file.js';
import { type MediaKind, MediaStore } from '../../platform/storage/media-store.js';
import { uuidv7 } from '../../platform/uuid.js';
import { type ArrivingAudio, AudioFilesQueries } from './audio-files.queries.js';

export type { ArrivingAudio };

/** The files of originals and renditions, and the rows that vouch for them: a row never names a file that is not whole and in place. */
@Injectable()
export class AudioFiles {
  private readonly logger = new Logger('uploads');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: AudioFilesQueries,
    private readonly store: MediaStore,
    private readonly clock: Clock,
  ) {}

  /** Says, before any file is moved, which one will be: so that a sweep finds it when the process is killed meanwhile. */
  async announce(kind: MediaKind, { sha256 }: IncomingFile): Promise<ArrivingAudio> {
    const arriving = { id: uuidv7(), kind, sha256 };
    await this.queries.announce(arriving, this.clock.now());
    return arriving;
  }

  /** Puts the file in its place and records it. When the work is undone the file must be forgotten. */
  async keep(work: Work, file: IncomingFile, arriving: ArrivingAudio): Promise<void> {
    const { kind } = arriving;
    await this.queries.lockContent(work, arriving);
    await this.store.keep(kind, file);
    await this.queries.recordAudio(work, { ...file, kind }, this.clock.now());
    await this.queries.hasArrived(work, arriving);
  }

  /** For a file that is not needed after all: nothing was moved, and nothing will be. */
  leave(work: Work, arriving: ArrivingAudio): Promise<void> {
    return this.queries.hasArrived(work, arriving);
  }

  /**
   * Removes the file of work that was undone, unless a row names the same content: it came by another way meanwhile.
   * When that cannot be found out the file stays: one too many does less harm than one too few.
   */
  async forget(arriving: ArrivingAudio): Promise<void> {
    const { kind, sha256 } = arriving;
    try {
      await this.unitOfWork.run(async (work) => {
        await this.queries.lockContent(work, arriving);
        if (!(await this.queries.isKnown(work, arriving))) await this.store.remove(kind, sha256);
        await this.queries.hasArrived(work, arriving);
      });
    } catch (error) {
      this.logger.warn({ err: error, msg: 'cannot tell whether a file is still needed, so it stays', kind, sha256 });
    }
  }

  /** Forgets the files that were announced before `before` and whose rows never came. @returns how many there were */
  async forgetThoseFrom(before: Date): Promise<number> {
    const stranded = await this.queries.announcedBefore(before);
    for (const arriving of stranded) await this.forget(arriving);
    return stranded.length;
  }
}
