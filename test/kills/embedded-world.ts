import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { discardEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { descendants, nameOf } from '../support/children.js';
import { freePort } from '../support/free-port.js';
import { type ServiceProcess, spawnService, startProcess } from '../support/process.js';
import { QUICK_WORKERS } from '../support/quick-workers.js';
import type { SeededRandom } from './random.js';
import { type World, WORLD } from './world.js';

/** The longest time from a start to its interruption, in milliseconds. */
const START_MS = 4_000;

/** One process with the embedded PostgreSQL, as `npm start` runs it. */
export async function embeddedWorld(random: SeededRandom): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-kills-'));
  const settings = {
    ...QUICK_WORKERS,
    [WORLD]: basename(folder),
    PORT: String(await freePort()),
    DATA_DIR: folder,
    MEDIA_ROOT: join(folder, 'media'),
    EMBEDDED_RESTARTS: '1000',
    EMBEDDED_RESTART_WAIT_SECONDS: '0.05',
    REQUESTS_PER_MINUTE: '100000',
    LOG_LEVEL: 'error',
  };
  let service: ServiceProcess = await startProcess(settings);
  const start = async () => void (service = await startProcess(settings));
  const killPostgres = async (which: (pids: number[]) => number[]) => {
    const named = await Promise.all(
      (await descendants(service.pid)).map(async (pid) => ({ pid, name: await nameOf(pid) })),
    );
    for (const pid of which(named.filter(({ name }) => name === 'postgres').map(({ pid }) => pid))) signal(pid);
  };
  const victims = [
    { name: 'service', kill: () => service.kill9(), comeBack: start },
    {
      name: 'postgres',
      // The first is the server itself, the others are its children.
      kill: () => killPostgres(([server]) => (server ? [server] : [])),
      comeBack: async () => undefined,
    },
    {
      name: 'a process of postgres',
      kill: () => killPostgres(([, ...backends]) => (backends.length > 0 ? [random.of(backends)] : [])),
      comeBack: async () => undefined,
    },
    {
      name: 'service, and again while it starts',
      kill: () => service.kill9(),
      comeBack: async () => {
        const starting = spawnService(settings);
        await pause(random.below(START_MS));
        starting.child.kill(random.of(['SIGKILL', 'SIGTERM', 'SIGINT'] as const));
        await starting.ended;
        await start();
      },
    },
    { name: 'service, asked to stop', kill: async () => void (await service.stop()), comeBack: start },
  ];
  return {
    name: 'embedded',
    id: basename(folder),
    url: service.url,
    printed: (pattern) => service.printed(pattern),
    victims,
    stop: async () => {
      await service.stop();
      await discardEmbeddedPostgres(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
