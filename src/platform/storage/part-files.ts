import { createWriteStream } from 'node:fs';
import { open, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished, PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { MediaStore } from './media-store.js';
import { SECRET_MODE } from './modes.js';
import { asStorageProblem, StorageFull } from './storage.problems.js';

/**
 * Files that arrive in parts, each named by the UUID of its upload. How many bytes have arrived is read from the disk, so
 * it is right after a crash as well. They are among the unfinished files of the store and deleted with those.
 */
@Injectable()
export class PartFiles {
  constructor(private readonly store: MediaStore) {}

  /**
   * Creates the file, still empty.
   * @param bytes final size
   * @throws StorageFull unless there is room for twice as many: the complete file is copied into the store
   * @throws StorageAway
   */
  async begin(id: string, bytes: number): Promise<void> {
    const path = await this.store.temporaryPath(id);
    const { bavail, bsize } = await statfs(dirname(path));
    if (bavail * bsize < 2 * bytes) throw new StorageFull();
    await open(path, 'wx', SECRET_MODE).then(
      (handle) => handle.close(),
      (error: unknown) => {
        throw asStorageProblem(error);
      },
    );
  }

  /**
   * Writes `source` from byte `offset` on, and syncs it. A disk error does not destroy `source`: to the client that would
   * look like a lost connection.
   * @returns the size of the file afterwards, in bytes
   * @throws StorageFull, StorageAway
   */
  async append(id: string, source: Readable, offset: number): Promise<number> {
    const path = await this.store.temporaryPath(id);
    const feed = source.pipe(new PassThrough());
    finished(source, (error) => {
      if (error) feed.destroy(error);
    });
    try {
      await pipeline(feed, createWriteStream(path, { flags: 'r+', start: offset, flush: true }));
    } catch (error) {
      throw asStorageProblem(error);
    }
    return (await stat(path)).size;
  }

  /** Bytes that have arrived; undefined when there is no such file. @throws StorageAway */
  async sizeOf(id: string): Promise<number | undefined> {
    return stat(await this.store.temporaryPath(id)).then(
      (found) => found.size,
      () => undefined,
    );
  }

  /** Undefined when there is no such file: a cancelled upload must not fail later, while nobody listens to the stream. */
  async read(id: string): Promise<Readable | undefined> {
    const file = await open(await this.store.temporaryPath(id)).catch(undefinedWhenGone);
    return file?.createReadStream();
  }

  async discard(id: string): Promise<void> {
    await this.store.discard(await this.store.temporaryPath(id));
  }
}

function undefinedWhenGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
