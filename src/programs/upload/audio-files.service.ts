import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { type IncomingFile, MediaStore } from '../../platform/storage/media-store.js';
import { uuidv7 } from '../../platform/uuid.js';
import { type ArrivingOriginal, UploadsQueries } from './uploads.queries.js';

/** The files of originals, and the rows that vouch for them: a row never names a file that is not whole and in place. */
@Injectable()
export class OriginalFiles {
  private readonly logger = new Logger('uploads');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: UploadsQueries,
    private readonly store: MediaStore,
    private readonly clock: Clock,
  ) {}

  /** Says, before any file is moved, which one will be: so that a sweep finds it when the process is killed meanwhile. */
  async announce({ sha256 }: IncomingFile): Promise<ArrivingOriginal> {
    const arriving = { id: uuidv7(), sha256 };
    await this.queries.announce(arriving, this.clock.now());
    return arriving;
  }

  /** Puts the file in its place and records it. When the work is undone the file must be forgotten. */
  async keep(work: Work, file: IncomingFile, arriving: ArrivingOriginal): Promise<void> {
    await this.queries.lockContent(work, file.sha256);
    await this.store.keep('original', file);
    await this.queries.recordAudio(work, file, this.clock.now());
    await this.queries.hasArrived(work, arriving);
  }

  /** For a file that is not needed after all: nothing was moved, and nothing will be. */
  leave(work: Work, arriving: ArrivingOriginal): Promise<void> {
    return this.queries.hasArrived(work, arriving);
  }

  /**
   * Removes the file of an upload that was undone, unless the same content was handed in by another one meanwhile.
   * When that cannot be found out the file stays: one too many does less harm than one too few.
   */
  async forget(arriving: ArrivingOriginal): Promise<void> {
    const { sha256 } = arriving;
    try {
      await this.unitOfWork.run(async (work) => {
        await this.queries.lockContent(work, sha256);
        if (!(await this.queries.isKnown(work, sha256))) await this.store.remove('original', sha256);
        await this.queries.hasArrived(work, arriving);
      });
    } catch (error) {
      this.logger.warn({ err: error, msg: 'cannot tell whether a file is still needed, so it stays', sha256 });
    }
  }

  /** Forgets the files that were announced before `before` and whose rows never came. @returns how many there were */
  async forgetThoseFrom(before: Date): Promise<number> {
    const stranded = await this.queries.announcedBefore(before);
    for (const arriving of stranded) await this.forget(arriving);
    return stranded.length;
  }
}
