import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { copyByContent } from './synced-copy.js';

const FOLDERS = ['originals', 'renditions'];

export interface MediaCopied {
  /** Files that came, and files that were there from an earlier time. */
  copied: number;
  already: number;
  /** Paths of files whose content is not what their name says; they were not copied. */
  damaged: string[];
}

/**
 * Copies all kept audio from one media root to another. Files never change, so only those are copied that are missing or
 * of another length there, as after a disk that was full.
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
