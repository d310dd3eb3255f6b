import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { open, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished, PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { MediaStore } from './media-store.js';
import { StorageFull, whenFull } from './storage.problems.js';

/**
 * Files that come in piece by piece, each under the UUID of its upload. How much of one is there is read off the disk, so it
 * is right after any end of the process. They lie among the files in the making and are cleared away with those.
 */
@Injectable()
export class PartFiles {
  constructor(private readonly store: MediaStore) {}

  /**
   * Makes the file, still empty. @param bytes that it will have
   * @throws StorageFull when there is no room for them twice: when it is whole it is copied to where it is kept
   */
  async begin(id: string, bytes: number): Promise<void> {
    const path = await this.store.temporaryPath(id);
    const { bavail, bsize } = await statfs(dirname(path));
    if (bavail * bsize < 2 * bytes) throw new StorageFull();
    await open(path, 'wx').then(
      (handle) => handle.close(),
      (error: unknown) => {
        throw whenFull(error);
      },
    );
  }

  /**
   * Writes what comes in from byte `offset` on, and syncs it. A disk that fails does not end `source`: to its giver that would
   * look like a lost connection.
   * @returns the bytes that are there afterwards @throws StorageFull
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
      throw whenFull(error);
    }
    return (await stat(path)).size;
  }

  /** Bytes that are there; undefined when there is no such file. */
  async sizeOf(id: string): Promise<number | undefined> {
    return stat(await this.store.temporaryPath(id)).then(
      (found) => found.size,
      () => undefined,
    );
  }

  async read(id: string): Promise<ReadStream> {
    return createReadStream(await this.store.temporaryPath(id));
  }

  async discard(id: string): Promise<void> {
    await this.store.discard(await this.store.temporaryPath(id));
  }
}
