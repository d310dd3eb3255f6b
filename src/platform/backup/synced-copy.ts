import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFolder, sync } from '../storage/sync.js';

/** Copies what `copies` says of the folder `from` into the new folder `to`; everything is on the disk afterwards. */
export async function copyFolder(from: string, to: string, copies: (path: string) => boolean): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const path = join(from, entry.name);
    if (!copies(path)) continue;
    if (entry.isDirectory()) await copyFolder(path, join(to, entry.name), copies);
    else await copySynced(path, join(to, entry.name)).catch(unlessGone);
  }
  await sync(to);
}

export async function copySynced(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await sync(to);
}

/**
 * Copies a file that is named by its SHA-256 to `to`, whole or not at all.
 * @returns false when its content is not what its name says
 */
export async function copyByContent(from: string, to: string, sha256: string): Promise<boolean> {
  await makeFolder(dirname(to));
  const unfinished = `${to}.part`;
  const hash = createHash('sha256');
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(createReadStream(from), measure, createWriteStream(unfinished, { flush: true }));
  const isWhole = hash.digest('hex') === sha256;
  if (isWhole) await rename(unfinished, to);
  else await rm(unfinished);
  await sync(dirname(to));
  return isWhole;
}

// A running PostgreSQL drops files between the reading of a folder and that of its files; its log knows what to do.
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
