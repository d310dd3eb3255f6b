import { resolve } from 'node:path';
import { backUp } from './platform/backup/back-up.js';
import { noteBackup } from './platform/backup/last-backup.js';
import { SystemClock } from './platform/clock/clock.js';
import { readConfig } from './platform/config/config.js';
import { environment } from './platform/config/environment.js';

/** `npm run backup -- <folder>`: copies the embedded database and the audio, whether the service runs or not. */
async function main(): Promise<void> {
  const [folder, ...rest] = process.argv.slice(2);
  if (!folder || rest.length > 0) throw new Error('Say where to: npm run backup -- <folder>');
  const clock = new SystemClock();
  const config = readConfig(environment());
  const name = clock
    .now()
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '');
  const { database, copied, already, damaged } = await backUp(config, resolve(folder), name);
  const finishedAt = clock.now().toISOString();
  await noteBackup(config.settings.DATA_DIR, { finishedAt, damagedFiles: damaged.length });
  say(`Database: ${database}`);
  say(`Audio: ${copied} files copied, ${already} were there already`);
  for (const path of damaged) say(`DAMAGED, not copied: ${path}`);
  if (damaged.length > 0) process.exitCode = 1;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
