import type { MovableClock } from '../src/platform/clock/clock.js';
import type { Narrator } from './narrator.js';

/** What the story needs from outside: a running service, its clock, and what the service printed at its first start. */
export interface Stage {
  url: string;
  clock: MovableClock;
  narrator: Narrator;
  firstLines: readonly string[];
  /** Where the story may leave files. */
  folder: string;
}
