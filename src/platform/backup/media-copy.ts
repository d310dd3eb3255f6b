import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { copyByContent } from './synced-copy.js';

const FOLDERS = ['originals', 'renditions'];

export interface MediaCopied {
  /** Files copied now, and files that an earlier backup had copied. */
  copied: number;
  already: number;
  /** Paths of files whose content does not match the SHA-256 in their name; they were not copied. */
  damaged: string[];
}

/**
 * Copies all stored audio from one media root to another. Files never change, so only those are copied that are missing
 * or have another length, e.g. because the disk was full.
 */
export async function copyMedia(from: string, to: string): Promise<MediaCopied> {
  const result: MediaCopied = { copied: 0, already: 0, damaged: [] };
  for (const folder of FOLDERS) {
    for (const file of await filesIn(join(from, folder))) {
      const target = join(to, relative(from, file.path));
      if ((await lengthOf(target)) === (await lengthOf(file.path))) result.already += 1;
      else if (await copyByContent(file.path, target, file.name)) result.copied += 1;
      else result.damaged.push(file.path);
    }
  }
  return result;
}

async function filesIn(folder: string): Promise<{ path: string; name: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map(({ parentPath, name }) => ({ path: join(parentPath, name), name }));
}

const lengthOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
