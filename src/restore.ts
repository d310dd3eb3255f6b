import { resolve } from 'node:path';
import { restore } from './platform/backup/restore.js';
import { readConfig } from './platform/config/config.js';
import { environment } from './platform/config/environment.js';

/** `npm run restore -- <folder> [name]`: brings a backup back, the newest or the one of that name, where nothing is yet. */
async function main(): Promise<void> {
  const [folder, name, ...rest] = process.argv.slice(2);
  if (!folder || rest.length > 0) throw new Error('Say where from: npm run restore -- <folder> [name]');
  const { database, copied, already, damaged, missing } = await restore(
    readConfig(environment()),
    resolve(folder),
    name,
  );
  say(`Database: from ${database}, whole`);
  say(`Audio: ${copied} files copied, ${already} were there already`);
  for (const path of damaged) say(`DAMAGED, not copied: ${path}`);
  for (const path of missing) say(`MISSING: ${path}`);
  if (damaged.length + missing.length > 0) process.exitCode = 1;
  else say('Start the service now.');
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
