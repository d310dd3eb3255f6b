import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startService, type StartingService } from '../src/boot.js';
import type { MovableClock } from '../src/platform/clock/clock.js';
import { readConfig } from '../src/platform/config/config.js';
import { environment } from '../src/platform/config/environment.js';
import { discardEmbeddedPostgres } from '../src/platform/database/embedded-postgres.js';
import { requireEmptyServers } from './own-servers.js';

/** The service of the demo with an empty database, its own or that of DATABASE_URL. @param folder for its data, made anew */
export async function startDemo(
  folder: string,
  clock: MovableClock,
  print: (line: string) => void,
): Promise<StartingService> {
  const given = environment();
  const config = readConfig({
    LOG_LEVEL: 'error',
    // All stations and people of the story call from one address, a week in a minute.
    REQUESTS_PER_MINUTE: '20000',
    ...given,
    ROLE: 'all',
    // The people of the story have no phones.
    SECOND_FACTOR: 'off',
    DATA_DIR: folder,
    MEDIA_ROOT: join(folder, 'media'),
    PORT: String(await freePort(Number(given['PORT'] || 3000))),
  });
  await requireEmptyServers(config.settings);
  await startAfresh(folder);
  return startService({ config, clock, print });
}

/** Removes the files of an earlier demo. @throws when one is still running */
async function startAfresh(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  await discardEmbeddedPostgres(folder);
  await rm(folder, { recursive: true, force: true });
}

/** The given port, or 0 (any free port) when it is in use. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}
