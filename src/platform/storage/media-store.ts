import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { access, chmod, constants, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { IncomingFile } from './incoming-file.js';
import { FILE_MODE, SECRET_MODE, takeAccessFromOthers } from './modes.js';
import { TooLarge } from '../http/http.problems.js';
import { asStorageProblem, StorageAway } from './storage.problems.js';
import { makeFolder, sync } from './sync.js';

export type MediaKind = 'original' | 'rendition';

/** Below MEDIA_ROOT. */
export const FOLDERS: Record<MediaKind, string> = { original: 'originals', rendition: 'renditions' };

/**
 * Stores every original and rendition under its SHA-256 (lower-case hex), on the local disk below MEDIA_ROOT.
 * A file appears under its name only when it is complete and synced; the same content is stored once.
 */
@Injectable()
export class MediaStore implements OnApplicationBootstrap {
  private readonly root: string;
  private readonly incoming: string;

  constructor(config: Config) {
    this.root = config.settings.MEDIA_ROOT;
    this.incoming = join(this.root, 'incoming');
  }

  /** An earlier version, or a copy by hand, may have left files open to everybody. MEDIA_ROOT itself is the operator's. */
  async onApplicationBootstrap(): Promise<void> {
    for (const folder of this.folders()) {
      await makeFolder(folder);
      await takeAccessFromOthers(folder);
    }
  }

  /**
   * The folders are created at the start only: a disk that was unmounted since must not be mistaken for an empty one.
   * @throws StorageAway
   */
  async mustBeThere(): Promise<void> {
    for (const folder of this.folders()) {
      await access(folder, constants.W_OK | constants.X_OK).catch((error: unknown) => {
        throw new StorageAway(error);
      });
    }
  }

  folderOf(kind: MediaKind): string {
    return join(this.root, FOLDERS[kind]);
  }

  /** The path of a stored file; it may not exist. */
  pathOf(kind: MediaKind, sha256: string): string {
    return join(this.folderOf(kind), sha256.slice(0, 2), sha256);
  }

  /** A path below MEDIA_ROOT for an unfinished file, named by a UUID. @throws StorageAway */
  async temporaryPath(id: string = randomUUID()): Promise<string> {
    await this.mustBeThere();
    return join(this.incoming, id);
  }

  /**
   * Streams `source` to a temporary file and hashes it. Leaves nothing behind when it throws.
   * @throws TooLarge beyond `maxBytes`
   * @throws StorageFull when the disk is full
   * @throws StorageAway
   */
  async receive(source: Readable, { maxBytes }: { maxBytes: number }): Promise<IncomingFile> {
    const path = await this.temporaryPath();
    const hash = createHash('sha256');
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > maxBytes) return done(new TooLarge(maxBytes));
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      await pipeline(source, measure, createWriteStream(path, { flags: 'wx', flush: true, mode: SECRET_MODE }));
    } catch (error) {
      await this.discard(path);
      throw asStorageProblem(error);
    }
    return { path, sha256: hash.digest('hex'), bytes };
  }

  /** Syncs the temporary file and moves it into the store. Idempotent. @throws StorageFull, StorageAway */
  async keep(kind: MediaKind, file: IncomingFile): Promise<void> {
    const path = this.pathOf(kind, file.sha256);
    await this.mustBeThere();
    try {
      await makeFolder(dirname(path));
      await chmod(file.path, FILE_MODE);
      await sync(file.path);
      await rename(file.path, path);
      await sync(dirname(path));
    } catch (error) {
      throw asStorageProblem(error);
    }
  }

  private folders(): string[] {
    return [this.folderOf('original'), this.folderOf('rendition'), this.incoming];
  }

  /** Deletes a stored file. Only for content that no row names. */
  async remove(kind: MediaKind, sha256: string): Promise<void> {
    await rm(this.pathOf(kind, sha256), { force: true });
  }

  /**
   * Deletes unfinished files that were last written before `before`, e.g. by a killed process.
   * @param before see `diskTime`
   * @returns how many there were
   */
  async removeLeftovers(before: Date): Promise<number> {
    const names = await readdir(this.incoming).catch(() => []);
    let removed = 0;
    for (const name of names) {
      const path = join(this.incoming, name);
      const found = await stat(path).catch(() => undefined);
      if (!found || found.mtime >= before) continue;
      await rm(path, { recursive: true, force: true });
      removed += 1;
    }
    return removed;
  }

  async discard(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Size of a stored file in bytes, or undefined when there is none. */
  async sizeOf(kind: MediaKind, sha256: string): Promise<number | undefined> {
    return stat(this.pathOf(kind, sha256)).then(
      (found) => found.size,
      () => undefined,
    );
  }

  /** Reads a stored file; `range` is in bytes, both ends included. */
  read(kind: MediaKind, sha256: string, range?: { start: number; end: number }): ReadStream {
    return createReadStream(this.pathOf(kind, sha256), range);
  }
}
