import { constants } from 'node:fs';
import { access, readdir, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { CachedAnswer } from '../cached-answer.js';
import { FOLDERS } from './media-store.js';
import { StoredFilesDirectory } from './stored-files.directory.js';

/** Why uploads and stored audio are in danger. */
export type DiskFault = 'absent' | 'read-only' | 'low';

export interface DiskSpace {
  freeBytes: number;
  totalBytes: number;
}

/** The disk of MEDIA_ROOT. It is looked at once at a time: a look at a hung network disk takes a thread until it returns. */
@Injectable()
export class MediaDisk {
  private readonly root: string;
  private readonly fault: CachedAnswer<DiskFault | null>;
  private readonly space: CachedAnswer<DiskSpace | null>;

  constructor(
    { settings }: Config,
    private readonly stored: StoredFilesDirectory,
  ) {
    this.root = settings.MEDIA_ROOT;
    const leastFree = settings.DISK_FREE_MIN_BYTES;
    this.space = new CachedAnswer(() => spaceAt(this.root), 0, Infinity);
    this.fault = new CachedAnswer(() => this.look(leastFree), 0, Infinity);
  }

  /** What is wrong with it; null when nothing is. */
  faultNow(): Promise<DiskFault | null> {
    return this.fault.get();
  }

  /** What an ordinary account may still write, and the whole size; null when that cannot be told. */
  spaceNow(): Promise<DiskSpace | null> {
    return this.space.get();
  }

  private async look(leastFree: number): Promise<DiskFault | null> {
    const names = await readdir(this.root).catch(() => undefined);
    const hasFiles = names?.some((name) => Object.values(FOLDERS).includes(name)) ?? false;
    // Under a disk that is not mounted there is a folder too, but it is empty.
    if (!hasFiles && (await this.mustHaveFiles())) return 'absent';
    if (names && !(await mayWrite(this.root))) return 'read-only';
    const space = await this.spaceNow();
    return space && space.freeBytes < leastFree ? 'low' : null;
  }

  /** While the database is away nothing is said about it: that is told where the database is. */
  private mustHaveFiles(): Promise<boolean> {
    return this.stored.hasAny().catch(() => false);
  }
}

const mayWrite = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    () => false,
  );

/** Of `path`, or of the nearest folder above it that exists: MEDIA_ROOT is made by the first upload. */
async function spaceAt(path: string): Promise<DiskSpace | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(path);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return dirname(path) === path ? null : spaceAt(dirname(path));
  }
}
