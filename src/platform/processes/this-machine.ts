import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** A machine and its boot: the same machine has another boot after a restart or a power cut. */
export interface Machine {
  machine: string;
  /** Empty where the platform does not tell. */
  boot: string;
}

/** The machine of this process, or the container, since when it runs. */
export async function thisMachine(): Promise<Machine> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return { machine: hostname(), boot: boot.trim() };
}
