import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LockHeld, whileLocked } from './creation-lock.js';

describe('creating something that only one process may create', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vang-lock-'));
    path = join(folder, 'lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is refused while another one does, and possible afterwards', async () => {
    await whileLocked(path, async () => {
      await expect(whileLocked(path, async () => undefined)).rejects.toThrow(LockHeld);
    });
    await whileLocked(path, async () => undefined);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is possible after a failure, and after a process that was killed', async () => {
    const failing = whileLocked(path, () => Promise.reject(new Error('no room')));
    await expect(failing).rejects.toThrow('no room');
    await writeFile(path, `${process.pid} of-an-earlier-boot`);
    let isDone = false;
    await whileLocked(path, async () => void (isDone = true));
    expect([isDone, await readdir(folder)]).toEqual([true, []]);
  });
});
