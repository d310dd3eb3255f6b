import { existsSync } from 'node:fs';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import type { IncomingFile } from '../../platform/storage/incoming-file.js';
import { type MediaKind, MediaStore } from '../../platform/storage/media-store.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { AudioKind } from './audio-kind.js';
import {
  type ArrivingAudio,
  arrivingSinceBefore,
  deleteArriving,
  hasAudio,
  insertArriving,
  isContentKnown,
  lockContent,
  recordAudio,
} from './audio-files.queries.js';
import { readAudioKind } from './read-audio-kind.js';

export { type ArrivingAudio, type AudioKind, readAudioKind };

/** The database names audio, and MEDIA_ROOT was never used: its disk is not mounted, or the setting is wrong. */
export class MediaNotThere extends Error {
  constructor(folder: string) {
    super(
      `The database names audio, but there is no folder ${folder}. Mount the disk of MEDIA_ROOT, or correct the setting. ` +
        'If the audio is lost, create the folder yourself.',
    );
  }
}

/** The files of originals and renditions, and their rows: a row never names a file that is not whole and in its place. */
@Injectable()
export class AudioFilesService implements OnModuleInit {
  private readonly logger = new Logger('uploads');

  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: MediaStore,
  ) {}

  /** Before the store creates its folders. @throws MediaNotThere */
  async onModuleInit(): Promise<void> {
    const folder = this.store.folderOf('original');
    if (!existsSync(folder) && (await hasAudio(this.source))) throw new MediaNotThere(folder);
  }

  /**
   * Records that the file is about to be moved to its place, so that it is found if the process is killed before its rows
   * are committed. Committed at once, because it must outlive a transaction that is rolled back.
   */
  announce(kind: MediaKind, { sha256 }: IncomingFile): Promise<ArrivingAudio> {
    const arriving = { id: uuidv7(), kind, sha256 };
    return this.unitOfWork.run(async (work) => {
      await insertArriving(work, arriving, work.now);
      return arriving;
    });
  }

  /** Moves the file to its place and records it. If `work` is rolled back, call `forget`. */
  async keep(work: Work, file: IncomingFile, arriving: ArrivingAudio): Promise<void> {
    const { kind } = arriving;
    await lockContent(work, arriving);
    await this.store.keep(kind, file);
    await recordAudio(work, { ...file, kind }, work.now);
    await deleteArriving(work, arriving);
  }

  /** Takes the announcement back: the file is not needed, and was not moved. */
  leave(work: Work, arriving: ArrivingAudio): Promise<void> {
    return deleteArriving(work, arriving);
  }

  /**
   * Removes the file of work that was rolled back, unless another row names the same content by now. On an error the file
   * stays: a file too many does less harm than one too few.
   */
  async forget(arriving: ArrivingAudio): Promise<void> {
    const { kind, sha256 } = arriving;
    try {
      await this.unitOfWork.run(async (work) => {
        await lockContent(work, arriving);
        if (!(await isContentKnown(work, arriving))) await this.store.remove(kind, sha256);
        await deleteArriving(work, arriving);
      });
    } catch (error) {
      this.logger.warn({
        err: error,
        msg: 'cannot find out whether a file is still needed, so it stays',
        kind,
        sha256,
      });
    }
  }

  /** Forgets the files that were announced before `before` and never recorded. @returns how many there were */
  async forgetThoseFrom(before: Date): Promise<number> {
    const stranded = await arrivingSinceBefore(this.source, before);
    for (const arriving of stranded) await this.forget(arriving);
    return stranded.length;
  }
}
