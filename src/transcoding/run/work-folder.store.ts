import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { diskTime } from '../../platform/clock/disk-time.js';
import { Config } from '../../platform/config/config.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { makePipes } from '../ffmpeg/named-pipes.js';

/** MEDIA_ROOT lies on a file system that knows none, e.g. of Windows; the message says where. */
export class NoNamedPipes extends Error {}

/** A folder for each run, on the disk of the media, so that what is done is only renamed. */
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

  /** @throws NoNamedPipes when this process is to take jobs, and its runs could have none in their folders */
  async onModuleInit(): Promise<void> {
    if (!this.isUsed) return;
    const tried = `try-${randomUUID()}`;
    await this.lend(tried, (folder) => makePipes([join(folder, 'pipe')])).catch((error: unknown) => {
      throw new NoNamedPipes(`There can be no named pipes in ${this.root}, which work needs: ${String(error)}`);
    });
  }

  /** Named by its content alone: what the sender called it never reaches a disk or a command. */
  pathOfOriginal(sha256: string): string {
    return this.media.pathOf('original', sha256);
  }

  /** Lends a folder to `use`, and clears it away whatever happens. */
  async lend<Result>(run: string, use: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = join(this.root, run);
    await mkdir(folder, { recursive: true });
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Clears away what killed runs left: folders of no living run that nobody has touched for TRANSCODE_STALE_SECONDS. */
  async clearAway(living: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.root).catch(() => []);
    for (const name of names.filter((name) => !living.has(name))) {
      const folder = join(this.root, name);
      const touched = await stat(folder).catch(() => undefined);
      // A run makes its folder just after it has taken its row, so a new folder may be of a run not yet seen.
      if (touched && diskTime().getTime() - touched.mtimeMs > this.staleSeconds * 1_000) {
        await rm(folder, { recursive: true, force: true });
      }
    }
  }
}
