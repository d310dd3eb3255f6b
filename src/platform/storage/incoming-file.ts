import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** A file that is complete and hashed, but not yet in the store. `path` is on the same disk as the store. */
export interface IncomingFile {
  path: string;
  sha256: string;
  bytes: number;
}

/** Hashes a complete file that was written by other code. */
export async function incomingFileAt(path: string): Promise<IncomingFile> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { path, sha256: hash.digest('hex'), bytes: (await stat(path)).size };
}
