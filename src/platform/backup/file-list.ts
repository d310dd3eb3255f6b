import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sync } from '../storage/sync.js';

/** The name of the list in a folder. Its form is that of sha256sum, so `sha256sum -c files.sha256` checks the folder, too. */
export const FILE_LIST = 'files.sha256';

/** Lists the files in `folder`, and below it, with their SHA-256. */
export async function listFiles(folder: string): Promise<void> {
  const lines: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) lines.push(`${await sha256Of(path)}  ${relative(folder, path)}\n`);
  }
  await writeFile(join(folder, FILE_LIST), lines.join(''), { mode: 0o600, flush: true });
  await sync(folder);
}

/** @returns paths of listed files that are missing, cannot be read, or have another content than when they were listed */
export async function damagedFiles(folder: string): Promise<string[]> {
  const damaged: string[] = [];
  for (const line of (await readFile(join(folder, FILE_LIST), 'utf8')).trimEnd().split('\n')) {
    const [sha256 = '', name = ''] = line.split('  ');
    const path = join(folder, name);
    if ((await sha256Of(path).catch(() => undefined)) !== sha256) damaged.push(path);
  }
  return damaged;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
