import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What keeps ffmpeg apart from the rest of the machine. */
export interface Isolation {
  /** Before ffmpeg's own path. Each becomes the next by `exec`, so that the process that is started, and ended, is ffmpeg. */
  words: string[];
  /** `none` when ffmpeg sees no network at all, not even this machine's own. */
  network: 'none' | 'shared';
  /** Of one process; null when nothing limits it. */
  memoryBytes: number | null;
}

export const NO_ISOLATION: Isolation = { words: [], network: 'shared', memoryBytes: null };

/** A namespace of its own, without any network: as root, or else as a user who is root of nothing but that namespace. */
const NETWORK_OF_ITS_OWN = [
  ['unshare', '-n', '--'],
  ['unshare', '-rn', '--'],
];

/**
 * Tries out what this platform allows, the most first: in most places one try is enough. What it does not allow is left
 * out, and shows in the result.
 * @param ffmpeg path, which has to run under it
 * @param memoryBytes what one ffmpeg may allocate
 */
export async function findIsolation(ffmpeg: string, memoryBytes: number): Promise<Isolation> {
  // Data, not address space: that counts what threads only reserve, 64 MB for each, and grows with the number of cores.
  const limited = ['prlimit', `--data=${memoryBytes}`, '--'];
  const apart = (words: string[]): Isolation => ({ words, network: 'none', memoryBytes: null });
  const all: Isolation[] = [
    ...NETWORK_OF_ITS_OWN.map((words): Isolation => ({ words: [...words, ...limited], network: 'none', memoryBytes })),
    { words: limited, network: 'shared', memoryBytes },
    ...NETWORK_OF_ITS_OWN.map(apart),
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
