import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { diskTime } from '../../platform/clock/disk-time.js';
import { Config } from '../../platform/config/config.js';
import { FOLDER_MODE } from '../../platform/storage/modes.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { StorageAway } from '../../platform/storage/storage.problems.js';
import { makePipes } from '../ffmpeg/named-pipes.js';

/** MEDIA_ROOT is on a file system without named pipes, e.g. of Windows; the message says where. */
export class NoNamedPipes extends Error {}

/** A folder for each run, on the file system of the media, so that finished files are only renamed. */
@Injectable()
export class WorkFolderStore implements OnModuleInit {
  private readonly root: string;
  private readonly staleSeconds: number;
  private readonly isUsed: boolean;

  constructor(
    private readonly media: MediaStore,
    { settings }: Config,
  ) {
    this.root = join(settings.MEDIA_ROOT, 'work');
    this.staleSeconds = settings.TRANSCODE_STALE_SECONDS;
    this.isUsed = settings.ROLE !== 'api';
  }

  /** @throws NoNamedPipes when this process runs jobs, and cannot create named pipes */
  async onModuleInit(): Promise<void> {
    if (!this.isUsed) return;
    const tried = `try-${randomUUID()}`;
    await this.lend(tried, (folder) => makePipes([join(folder, 'pipe')])).catch((error: unknown) => {
      throw new NoNamedPipes(
        `Transcoding needs named pipes, which cannot be created in ${this.root}: ${String(error)}`,
      );
    });
  }

  /** It is named by its content; the sender's file name never reaches a disk or a command. */
  pathOfOriginal(sha256: string): string {
    return this.media.pathOf('original', sha256);
  }

  /** Lends a folder to `use`, and removes it in any case. */
  async lend<Result>(run: string, use: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = join(this.root, run);
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * What happened to a run whose disk went away says nothing about its audio.
   * @param folder that was lent to the run
   * @throws StorageAway
   */
  async mustStillBeThere(folder: string): Promise<void> {
    await this.media.mustBeThere();
    await stat(folder).catch((error: unknown) => {
      throw new StorageAway(error);
    });
  }

  /** Removes the folders of killed runs: of no active run, and not touched for TRANSCODE_STALE_SECONDS. */
  async removeLeftovers(active: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.root).catch(() => []);
    for (const name of names.filter((name) => !active.has(name))) {
      const folder = join(this.root, name);
      const touched = await stat(folder).catch(() => undefined);
      // A run creates its folder just after its claim, so a new folder may belong to a run not in `active`.
      if (touched && diskTime().getTime() - touched.mtimeMs > this.staleSeconds * 1_000) {
        await rm(folder, { recursive: true, force: true });
      }
    }
  }
}
