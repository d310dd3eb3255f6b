import { resolve } from 'node:path';
import { type NamedFile, restore } from './platform/backup/restore.js';
import { readConfig } from './platform/config/config.js';
import { environment } from './platform/config/environment.js';
import type { Sql } from './platform/database/sql.js';

/** `npm run restore -- <folder> [name]`: restores a backup, the newest or the one of that name, into an empty data directory. */
async function main(): Promise<void> {
  const [folder, name, ...rest] = process.argv.slice(2);
  if (!folder || rest.length > 0) throw new Error('Say where from: npm run restore -- <folder> [name]');
  const { database, copied, already, damaged, missing } = await restore(readConfig(environment()), resolve(folder), {
    name,
    filesIn,
  });
  say(`Database: from ${database}, whole`);
  say(`Audio: ${copied} files copied, ${already} were there already`);
  for (const path of damaged) say(`DAMAGED, not copied: ${path}`);
  for (const path of missing) say(`MISSING: ${path}`);
  if (damaged.length + missing.length > 0) process.exitCode = 1;
  else say('Start the service now.');
}

const filesIn = (sql: Sql) => sql.query<NamedFile>('SELECT kind, sha256 FROM audio');

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
