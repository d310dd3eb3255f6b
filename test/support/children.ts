import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

/** Whether this platform shows the child processes of a process. */
export const TELLS_CHILDREN = existsSync('/proc/self/task');

/** All that a process has started, and what those have. Asked of every thread: Node starts them from one, but need not. */
export async function descendants(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => ''));
  const children = (await Promise.all(lists)).join(' ').split(' ').filter(Boolean).map(Number);
  const theirs = await Promise.all(children.map(descendants));
  return [...children, ...theirs.flat()];
}

/** Those that this process has started and that run ffmpeg, with `word` among their arguments. */
export async function ffmpegsWith(word: string): Promise<number[]> {
  const pids = await descendants(process.pid);
  const fits = await Promise.all(
    pids.map(async (pid) => {
      const [name, words] = await Promise.all(['comm', 'cmdline'].map((file) => readOf(pid, file)));
      return name?.trim() === 'ffmpeg' && words?.includes(word);
    }),
  );
  return pids.filter((_, index) => fits[index]);
}

/** Whether it ends in its own way when it is asked to, instead of being ended by the kernel. */
export async function catchesSigterm(pid: number): Promise<boolean> {
  const caught = /^SigCgt:\s*([0-9a-f]+)/m.exec(await readOf(pid, 'status'))?.[1] ?? '0';
  return ((BigInt(`0x${caught}`) >> 14n) & 1n) === 1n;
}

/** The name of the program that a process runs. */
export const nameOf = async (pid: number): Promise<string> => (await readOf(pid, 'comm')).trim();

const readOf = (pid: number, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
