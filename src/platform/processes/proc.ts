import { readdir, readFile, readlink } from 'node:fs/promises';

/** The ids of all processes that /proc shows; empty on a platform without it. */
export async function allProcesses(): Promise<number[]> {
  const names = await readdir('/proc').catch(() => []);
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

/**
 * When a process started, in clock ticks since the boot of the machine: together with its id this names one process for
 * ever. Undefined when there is none (proc_pid_stat(5), field 22), or when it has ended and only waits for its parent.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the name in brackets, which may contain anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : fields[19];
}

/** The working folder of a process; undefined when it has ended, or belongs to somebody else. */
export const workingFolderOf = (pid: number): Promise<string | undefined> =>
  readlink(`/proc/${pid}/cwd`).catch(() => undefined);

/** The namespace in which process ids are counted: containers on one machine have their own. */
export const pidNamespaceOf = (pid: number | 'self'): Promise<string | undefined> =>
  readlink(`/proc/${pid}/ns/pid`).catch(() => undefined);

/** The value of a variable in the environment with which a process was started. */
export async function variableOf(pid: number, name: string): Promise<string | undefined> {
  const environ = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  const found = environ.split('\0').find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}
