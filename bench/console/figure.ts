import type { Desks } from './desk.js';
import type { Phones } from './phones.js';
import type { ConsoleWorld } from './console-world.js';

/** One number that the bench tells. */
export interface Figure {
  /** Its name in the last line. */
  name: string;
  /** At most. */
  aim: number;
  unit: 'kB' | 'ms';
  what: string;
}

/** How figures are measured; a file for each. */
export interface Measurement {
  figures: readonly Figure[];
  /** @returns a value for each of the figures */
  measure(bench: Bench): Promise<number[]>;
}

export interface Bench {
  world: ConsoleWorld;
  phones: Phones;
  desks: Desks;
  /** How often a time is taken; its median counts. */
  rounds: number;
}
