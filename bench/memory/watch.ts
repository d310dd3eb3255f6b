import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 200;
const KB_PER_MB = 1_024;

/** Memory of a process and its children, in MB; shared memory is counted proportionally (PSS). */
export class MemoryWatch {
  highest = 0;
  private isOver = false;
  private readonly watching: Promise<void>;

  constructor(private readonly pid: number) {
    this.watching = this.watch();
  }

  /** Takes a last sample. @returns the highest value seen */
  async end(): Promise<number> {
    this.isOver = true;
    await this.watching;
    return this.highest;
  }

  private async watch(): Promise<void> {
    while (!this.isOver) {
      this.highest = Math.max(this.highest, await memoryOfFamily(this.pid));
      await pause(EVERY_MS);
    }
  }
}

async function memoryOfFamily(pid: number): Promise<number> {
  const family = [pid, ...(await descendants(pid))];
  const each = await Promise.all(family.map(proportionalSize));
  return each.reduce((sum, megabytes) => sum + megabytes, 0);
}

/** All descendants of a process. Every thread is asked, because any thread may have started them. */
async function descendants(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => ''));
  const children = (await Promise.all(lists)).join(' ').split(' ').filter(Boolean).map(Number);
  const theirs = await Promise.all(children.map(descendants));
  return [...children, ...theirs.flat()];
}

async function proportionalSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss: +(\d+) kB/m.exec(rollup)?.[1] ?? 0) / KB_PER_MB;
}

/** One figure that the kernel reports of a process, in MB. */
export async function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${which}:\\s+(\\d+) kB`).exec(status)?.[1]) / KB_PER_MB;
}
