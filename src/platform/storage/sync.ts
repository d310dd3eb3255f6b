import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts a file, or the names in a folder, on the disk. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and those above it, and puts the name of each that is new on the disk. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  const above = dirname(first);
  for (let made = dirname(path); made.length >= above.length; made = dirname(made)) {
    await sync(made);
    if (made === dirname(made)) return;
  }
}
