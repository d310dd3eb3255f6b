import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How ffmpeg is isolated from the rest of the machine. */
export interface Isolation {
  /** The command line before ffmpeg's path. Each program replaces itself by the next (`exec`), so the process that is killed is ffmpeg. */
  words: string[];
  /** `none` when ffmpeg has no network at all, not even the loopback device. */
  network: 'none' | 'shared';
  /** Limit of one process; null when there is none. */
  memoryBytes: number | null;
}

export const NO_ISOLATION: Isolation = { words: [], network: 'shared', memoryBytes: null };

/** A network namespace of its own: as root, or as a user who is root only inside that namespace. */
const OWN_NETWORK = [
  ['unshare', '-n', '--'],
  ['unshare', '-rn', '--'],
];

/**
 * Finds the strongest isolation that this platform allows, by trying. The result tells what is missing.
 * @param ffmpeg path of the ffmpeg that must run under it
 * @param memoryBytes that one ffmpeg may allocate
 */
export async function findIsolation(ffmpeg: string, memoryBytes: number): Promise<Isolation> {
  // Limits data, not address space: the latter includes 64 MB that each thread only reserves, so it grows with the cores.
  const limited = ['prlimit', `--data=${memoryBytes}`, '--'];
  const apart = (words: string[]): Isolation => ({ words, network: 'none', memoryBytes: null });
  const all: Isolation[] = [
    ...OWN_NETWORK.map((words): Isolation => ({ words: [...words, ...limited], network: 'none', memoryBytes })),
    { words: limited, network: 'shared', memoryBytes },
    ...OWN_NETWORK.map(apart),
  ];
  for (const isolation of all) if (await runs(isolation.words, ffmpeg)) return isolation;
  return NO_ISOLATION;
}

async function runs([program = '', ...words]: readonly string[], ffmpeg: string): Promise<boolean> {
  const tried = run(program, [...words, ffmpeg, '-version'], { timeout: 10_000 });
  return tried.then(
    () => true,
    () => false,
  );
}
