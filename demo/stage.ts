import type { MovableClock } from '../src/platform/clock/clock.js';
import type { Narrator } from './narrator.js';
import type { Words } from './words.js';

/** What the story needs: a running service, its clock, and what the service printed at its first start. */
export interface Stage {
  url: string;
  clock: MovableClock;
  narrator: Narrator;
  words: Words;
  firstLines: readonly string[];
  /** Folder for the files of the story. */
  folder: string;
}
