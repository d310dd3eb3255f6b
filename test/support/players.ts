import { execFile, execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a program of this machine can be started; why not is printed. */
export function hasProgram(name: string): boolean {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      // It may be in the next one.
    }
  }
  process.stderr.write(`SKIPPED: this machine has no ${name} (.ci/run installs it).\n`);
  return false;
}

/** Debian's Python, which has Debian's modules: another one may come first in PATH. */
export const PYTHON = '/usr/bin/python3';

/** Whether Debian's Python is here with these modules; why not is printed. */
export const hasPython = (...modules: string[]): boolean =>
  hasModules(PYTHON, ['-c', `import sys, ${['os', ...modules].join(', ')}`], modules);

/** Debian's Perl. */
export const PERL = '/usr/bin/perl';

/** Whether Debian's Perl is here with these modules; why not is printed. */
export const hasPerl = (...modules: string[]): boolean =>
  hasModules(PERL, [...modules.map((name) => `-M${name}`), '-e', '1'], modules);

function hasModules(program: string, options: string[], modules: string[]): boolean {
  try {
    execFileSync(program, options, { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write(`SKIPPED: this machine has no ${program} with ${modules.join(', ') || 'its own modules'}.\n`);
    return false;
  }
}

/** What a player made of a list: all that it printed, and the seconds of sound that it wrote to a WAV file last. */
export interface Played {
  printed: string;
  seconds: number;
}

/** mpv plays a list as quickly as it can; the sound of all items goes into one file. */
export const playWithMpv = (url: string): Promise<Played> =>
  playing((wav) => [
    'mpv',
    ['--no-config', '--no-video', '--ao=pcm', `--ao-pcm-file=${wav}`, '--term-playing-msg=playing ${path}', url],
  ]);

/** VLC plays a list, as an ordinary account because it refuses root; each item's sound replaces that of the one before. */
export const playWithVlc = (url: string): Promise<Played> =>
  playing((wav) => [
    'cvlc',
    ['-vv', '--no-color', '--no-video', '--aout=afile', `--audiofile-file=${wav}`, '--play-and-exit', url],
  ]);

async function playing(commandFor: (wav: string) => [string, string[]]): Promise<Played> {
  const home = await mkdtemp(join(tmpdir(), 'vang-player-'));
  try {
    const wav = join(home, 'sound.wav');
    const [program, options] = commandFor(wav);
    const account = process.getuid?.() === 0 ? await ordinaryAccount(home) : {};
    const env = { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8' };
    // An upper bound for a player that hangs.
    const limits = { timeout: 120_000, maxBuffer: 50_000_000 };
    const { stdout, stderr } = await run(program, options, { ...account, ...limits, env, cwd: home });
    return { printed: stdout + stderr, seconds: secondsOf(await readFile(wav).catch(() => Buffer.alloc(0))) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function ordinaryAccount(home: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = (await Promise.all(['-u', '-g'].map((which) => run('id', [which, 'nobody'])))).map(({ stdout }) =>
    Number(stdout),
  ) as [number, number];
  await chown(home, uid, gid);
  return { uid, gid };
}

/** Players write headers of several sizes; the bytes a second are always at the same place. */
const secondsOf = (wav: Buffer): number => (wav.length < 44 ? 0 : wav.length / wav.readUInt32LE(28));
