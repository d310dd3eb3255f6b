import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { startOf } from '../processes/proc.js';

/** Another process holds the lock. */
export class LockHeld extends Error {}

/**
 * Runs `create` while no other process does so with the same `path`. A lock whose process has ended does not count.
 * @throws LockHeld
 */
export async function whileLocked(path: string, create: () => Promise<void>): Promise<void> {
  const mine = `${path}-${process.pid}`;
  await writeFile(mine, `${process.pid} ${await startOf(process.pid)}`);
  try {
    if (!(await linked(mine, path))) {
      if (await isHeld(path)) throw new LockHeld(path);
      await rm(path, { force: true });
      if (!(await linked(mine, path))) throw new LockHeld(path);
    }
    try {
      await create();
    } finally {
      await rm(path, { force: true });
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** A link appears with its content, or not at all. @returns false when there is a lock */
const linked = (mine: string, path: string): Promise<boolean> =>
  link(mine, path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );

async function isHeld(path: string): Promise<boolean> {
  const [pid, start] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
  return pid !== undefined && start !== undefined && (await startOf(Number(pid))) === start;
}
