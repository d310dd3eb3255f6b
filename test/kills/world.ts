import { allProcesses, startOf, variableOf } from '../../src/platform/processes/proc.js';

/** Something that can be killed without warning, and comes back. */
export interface Victim {
  name: string;
  kill(): Promise<void>;
  comeBack(): Promise<void>;
}

/** A running service with all that belongs to it. */
export interface World {
  name: 'embedded' | 'own';
  /** The value of WORLD in the environment of its processes. */
  id: string;
  url: string;
  /** What it printed at its first start. */
  printed(pattern: RegExp): Promise<string>;
  victims: Victim[];
  stop(): Promise<void>;
}

/** The variable by which all processes of a world are known, whoever started them. */
export const WORLD = 'VANG_WORLD';

/** The processes of a world that run now. */
export async function processesOf(world: string): Promise<number[]> {
  const pids = await allProcesses();
  const worlds = await Promise.all(pids.map((pid) => variableOf(pid, WORLD)));
  const starts = await Promise.all(pids.map(startOf));
  return pids.filter((_, index) => worlds[index] === world && starts[index] !== undefined);
}
