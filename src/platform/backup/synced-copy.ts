import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FILE_MODE } from '../storage/modes.js';
import { makeFolder, sync } from '../storage/sync.js';

/** Copies the files of `from` that `copies` accepts into the new folder `to`, and syncs them to disk. */
export async function copyFolder(from: string, to: string, copies: (path: string) => boolean): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const path = join(from, entry.name);
    if (!copies(path)) continue;
    if (entry.isDirectory()) await copyFolder(path, join(to, entry.name), copies);
    else await copySynced(path, join(to, entry.name)).catch(ignoreMissing);
  }
  await sync(to);
}

export async function copySynced(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await sync(to);
}

/**
 * Copies a file that is named by its SHA-256 to `to`, completely or not at all.
 * @returns false when its content does not match `sha256`
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
  await pipeline(createReadStream(from), measure, createWriteStream(unfinished, { flush: true, mode: FILE_MODE }));
  const matches = hash.digest('hex') === sha256;
  if (matches) {
    await chmod(unfinished, FILE_MODE);
    await rename(unfinished, to);
  } else await rm(unfinished);
  await sync(dirname(to));
  return matches;
}

// A running server may delete a file after its folder was listed; replaying the log makes up for it.
function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
