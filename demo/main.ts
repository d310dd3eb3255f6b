import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startService, type StartingService } from '../src/boot.js';
import { MovableClock } from '../src/platform/clock/clock.js';
import { ConfigFault, readConfig } from '../src/platform/config/config.js';
import { environment } from '../src/platform/config/environment.js';
import { discardEmbeddedPostgres } from '../src/platform/database/embedded-postgres.js';
import { messageOf } from '../src/platform/doctor/finding.js';
import { inviteIn } from './cast.js';
import { keepPlaying } from './keep-playing.js';
import { Narrator } from './narrator.js';
import { requireEmptyServers, ServerNotEmpty } from './own-servers.js';
import { tellStory } from './story.js';
import { tickWhenMoved } from './ticks.js';
import { Words } from './words.js';

/** `npm run demo`: starts the service with an empty database, its own or that of DATABASE_URL, plays the story, and stays up. */
async function main(): Promise<void> {
  const once = process.argv.includes('--once');
  const clock = new MovableClock();
  const printed: string[] = [];
  const narrator = new Narrator();
  const folder = join(environment()['DATA_DIR'] || '.vang', 'demo');
  const starting = await startDemo(folder, clock, (line) => printed.push(line));
  let isStopping = false;
  const stop = () => {
    isStopping = true;
    void starting.stop().then(() => process.exit(0));
  };
  // npm passes on a Ctrl-C that the terminal has sent already.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  try {
    const service = await starting.ready;
    tickWhenMoved(service, clock);
    const words = await Words.of(service.url);
    const { devices, people } = await tellStory({
      url: service.url,
      clock,
      narrator,
      words,
      firstLines: printed,
      folder,
    });
    clock.backToSystemTime();
    if (once) return stop();
    keepPlaying(devices, clock);
    inviteIn(narrator, service.url, people);
  } catch (error) {
    // What breaks off while it stops is no error.
    if (isStopping) return;
    await starting.stop();
    throw error;
  }
}

async function startDemo(folder: string, clock: MovableClock, print: (line: string) => void): Promise<StartingService> {
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

await main().catch((error: unknown) => {
  const isExplained = error instanceof ServerNotEmpty || error instanceof ConfigFault;
  const text = error instanceof Error && !isExplained ? (error.stack ?? error.message) : messageOf(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
