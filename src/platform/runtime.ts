import type { Clock } from './clock/clock.js';
import type { Config } from './config/config.js';

/** What the start of a process hands to the modules. */
export interface Runtime {
  config: Config;
  clock: Clock;
  /** Of the database in DATABASE_URL, or of the embedded one. */
  databaseUrl: string;
  /** Whether @nestjs/schedule runs the ticks; tests call them themselves. */
  ticks: boolean;
}
