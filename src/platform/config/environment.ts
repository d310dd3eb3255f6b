import { existsSync } from 'node:fs';

/** The environment of this process, completed by the file `.env` in the working directory. */
export function environment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
