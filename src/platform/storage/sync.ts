import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Flushes a file, or the entries of a folder, to disk (fsync). */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder and its parents, and flushes the entry of each new one to disk. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  const above = dirname(first);
  for (let made = dirname(path); made.length >= above.length; made = dirname(made)) {
    await sync(made);
    if (made === dirname(made)) return;
  }
}
