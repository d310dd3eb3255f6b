import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FOLDER_MODE } from './modes.js';

/** Flushes a file, or the entries of a folder, to disk (fsync). */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder and its parents with FOLDER_MODE, and flushes the entry of each new one to disk. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: FOLDER_MODE });
  if (first === undefined) return;
  const above = dirname(first);
  // Not left to the umask of whoever starts the service.
  for (let made = path; made.length >= first.length; made = dirname(made)) await chmod(made, FOLDER_MODE);
  for (let made = dirname(path); made.length >= above.length; made = dirname(made)) {
    await sync(made);
    if (made === dirname(made)) return;
  }
}
