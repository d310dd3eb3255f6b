import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The environment of this process, completed by the file `.env` in the working directory. */
export function environment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** The file `.env` in the working directory, as it is: which names it sets, and its mode; undefined when there is none. */
export function environmentFile(): { names: string[]; mode: number } | undefined {
  if (!existsSync('.env')) return undefined;
  return { names: Object.keys(parseEnv(readFileSync('.env', 'utf8'))), mode: statSync('.env').mode };
}
