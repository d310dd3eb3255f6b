import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk in memory that can become full. */
export interface SmallDisk {
  path: string;
  /** Fills it except for so many bytes. @returns the file that does it */
  fillBut(bytes: number): Promise<string>;
  remove(): void;
}

/** Mounts a small disk; undefined where this account may not mount. @param size as for `mount`, e.g. `1m` */
export function smallDisk(size: string): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), 'vang-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true, force: true });
    return undefined;
  }
  return {
    path,
    fillBut: async (bytes) => {
      const { bavail, bsize } = await statfs(path);
      const filler = join(path, 'filler');
      await writeFile(filler, Buffer.alloc(bavail * bsize - bytes));
      return filler;
    },
    remove: () => {
      // What has just ended may still hold a file on it for a moment.
      execFileSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
