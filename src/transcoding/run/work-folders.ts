import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { MediaStore } from '../../platform/storage/media-store.js';

/** A folder for each run, on the disk of the media, so that what is done is only renamed. */
@Injectable()
export class WorkFolders {
  private readonly root: string;
  private readonly staleSeconds: number;

  constructor(
    private readonly media: MediaStore,
    { settings }: Config,
  ) {
    this.root = join(settings.MEDIA_ROOT, 'work');
    this.staleSeconds = settings.TRANSCODE_STALE_SECONDS;
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
      if (touched && Date.now() - touched.mtimeMs > this.staleSeconds * 1_000) {
        await rm(folder, { recursive: true, force: true });
      }
    }
  }
}
