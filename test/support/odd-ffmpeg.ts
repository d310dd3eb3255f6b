import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makerOfSound } from './sound.js';

export interface OddFfmpeg {
  /** For FFMPEG_PATH. */
  path: string;
  remove(): Promise<void>;
}

/**
 * An ffmpeg that does something of its own before it behaves: a script that ends as the real one.
 * @param lines of shell; `$*` are the arguments, `$here` is a folder of its own, `$real` is the real one
 */
export async function oddFfmpeg(...lines: string[]): Promise<OddFfmpeg> {
  const here = await mkdtemp(join(tmpdir(), 'vang-odd-'));
  const real = await makerOfSound();
  const path = join(here, 'ffmpeg');
  await writeFile(
    path,
    ['#!/bin/sh', `here='${here}'`, `real='${real}'`, ...lines, 'exec "$real" "$@"', ''].join('\n'),
  );
  await chmod(path, 0o755);
  return { path, remove: () => rm(here, { recursive: true, force: true }) };
}
