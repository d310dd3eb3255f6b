import { writeSync } from 'node:fs';

/** How long to wait before a full pipe is tried again, in milliseconds. */
const AGAIN_MS = 20;
const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes the last lines of a process that is about to exit. Waits for whoever reads a pipe, but not for room on a full disk.
 * @param mostMs how long to wait at most; what is not written by then is lost
 */
export function writeLastLines(fd: number, lines: string, mostMs: number): void {
  const giveUpAt = performance.now() + mostMs;
  let rest = Buffer.from(lines);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      const isFullPipe = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
      if (!isFullPipe || performance.now() >= giveUpAt) return;
      Atomics.wait(nobodyWakes, 0, 0, AGAIN_MS);
    }
  }
}
