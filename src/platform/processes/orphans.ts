import { allProcesses, pidNamespaceOf, startOf, variableOf } from './proc.js';

/** The variable that names the parent of a process: its namespace, its id and when it started. */
const MARK = 'VANG_PARENT';

/**
 * The words before a command line that mark the process, and all that it starts, as a child of this process. Empty where
 * there is no /proc to look for it later.
 */
export async function markedAsChild(): Promise<string[]> {
  const mark = await markOf(process.pid);
  return mark ? ['env', `${MARK}=${mark}`] : [];
}

/**
 * Kills what processes of this service have started and left behind. A process is killed only if it is marked, runs in
 * this namespace, and its parent is gone: neither an id that was given to another process nor a parent that still runs is
 * mistaken for one.
 * @returns the ids of what was killed
 */
export async function killOrphans(): Promise<number[]> {
  const here = await pidNamespaceOf('self');
  if (!here) return [];
  const pids = await allProcesses();
  const orphaned = await Promise.all(pids.map((pid) => isOrphan(pid, here)));
  return pids.filter((pid, index) => orphaned[index] && kill(pid));
}

async function isOrphan(pid: number, here: string): Promise<boolean> {
  const mark = await variableOf(pid, MARK);
  return mark !== undefined && (await pidNamespaceOf(pid)) === here && !(await isAlive(mark, here));
}

async function markOf(pid: number): Promise<string | undefined> {
  const [namespace, start] = await Promise.all([pidNamespaceOf('self'), startOf(pid)]);
  return namespace && start ? `${namespace}/${pid}/${start}` : undefined;
}

/** Whether the process that wrote the mark still runs; one in another namespace cannot be seen, so it counts as alive. */
async function isAlive(mark: string, here: string): Promise<boolean> {
  const [namespace, pid] = mark.split('/');
  return namespace !== here || (await markOf(Number(pid))) === mark;
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
    return false;
  }
}
