import type { Clock } from './clock/clock.js';
import type { Config } from './config/config.js';

/** What a process brings with it before the first module is made. */
export interface Runtime {
  config: Config;
  clock: Clock;
  /** Of the database that this process found or started. */
  databaseUrl: string;
  /** Whether the @nestjs/schedule ticks run; a test calls them itself. */
  ticks: boolean;
}
