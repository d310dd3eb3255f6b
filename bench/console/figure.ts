import type { Desks } from './desk.js';
import type { Phones } from './phones.js';
import type { ConsoleWorld } from './console-world.js';

/** One number that the bench tells; a file for each. */
export interface Figure {
  /** Its name in the last line. */
  name: string;
  /** At most. */
  aim: number;
  unit: 'kB' | 'ms';
  what: string;
  measure(bench: Bench): Promise<number>;
}

export interface Bench {
  world: ConsoleWorld;
  phones: Phones;
  desks: Desks;
  /** How often a time is taken; its median counts. */
  rounds: number;
}
