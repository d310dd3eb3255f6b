import { existsSync } from 'node:fs';

/** The environment of this process, with what the file `.env` in the working folder adds to it. */
export function environment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
