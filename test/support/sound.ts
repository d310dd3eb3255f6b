import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg, packagedFfmpeg } from '../../src/transcoding/ffmpeg/find-ffmpeg.js';

const run = promisify(execFile);
let found: ReturnType<typeof findFfmpeg> | undefined;

/**
 * The ffmpeg that makes the tests' sound, looked for once: the one of the npm package, where it has one. It is linked
 * statically and starts in 0.01 s; the one of the system loads 200 libraries at each start, which takes 0.2 s.
 */
export const makerOfSound = async (): Promise<string> => (await (found ??= findFfmpeg(packagedFfmpeg()))).path;

/**
 * Something like speech without words, made by ffmpeg: a buzzing voice in syllables with pauses between sentences.
 * @param seconds long @param level of the loudest samples in dBFS @returns a lavfi source
 */
export function babble(seconds: number, level = -6, rate = 44_100): string {
  const pitch = '(110+25*sin(2*PI*0.31*t))';
  const buzz = `(sin(2*PI*${pitch}*t)+0.7*sin(4*PI*${pitch}*t)+0.5*sin(6*PI*${pitch}*t)+0.4*sin(14*PI*${pitch}*t)+0.2*sin(34*PI*${pitch}*t))/2.8`;
  const syllables = '(0.12+0.88*pow(abs(sin(2*PI*1.9*t)),2))*lt(mod(t,4.3),3.6)';
  const expression = `${10 ** (level / 20)}*${buzz}*${syllables}`.replaceAll(',', '\\,');
  return `aevalsrc=${expression}:s=${rate}:d=${seconds}`;
}

/** Beeps, which take no time to make, for tests that need long audio. @returns a lavfi source */
export const beeps = (seconds: number): string => `sine=frequency=330:beep_factor=4:duration=${seconds}`;

/** Digital silence; `anullsrc` had no duration in 2018. @returns a lavfi source */
export const silence = (seconds: number, rate = 44_100): string => `anullsrc=r=${rate}:cl=mono,atrim=end=${seconds}`;

/** Makes one file with ffmpeg. @param options after the source, e.g. `['-c:a', 'flac']` @returns its bytes */
export async function soundFile(source: string, name: string, options: readonly string[] = []): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-sound-'));
  try {
    const path = join(folder, name);
    await run(await makerOfSound(), ['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', source, ...options, path]);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
