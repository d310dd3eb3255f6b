import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { dropConnectionsOfPostgres } from '../support/drop-connections.js';
import { freePort } from '../support/free-port.js';
import { startOwnPostgres } from '../support/own-postgres.js';
import { type ServiceProcess, startProcess } from '../support/process.js';
import { QUICK_WORKERS } from '../support/quick-workers.js';
import { hasRedis, startRedis } from '../support/redis.js';
import { type Victim, type World, WORLD } from './world.js';

/** One api and some workers, with a PostgreSQL of one's own, and a Redis where the machine has one. */
export async function ownWorld(workerCount: number): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-kills-'));
  const postgres = await startOwnPostgres();
  let redis = hasRedis() ? await startRedis() : undefined;
  const settings = {
    ...QUICK_WORKERS,
    [WORLD]: basename(folder),
    DATA_DIR: folder,
    MEDIA_ROOT: join(folder, 'media'),
    DATABASE_URL: postgres.url,
    REDIS_URL: redis?.url ?? '',
    REQUESTS_PER_MINUTE: '100000',
    LOG_LEVEL: 'error',
  };
  const api = await member('api', { ...settings, ROLE: 'api' });
  const workers = await Promise.all(
    Array.from({ length: workerCount }, (_, index) => member(`worker ${index + 1}`, { ...settings, ROLE: 'worker' })),
  );
  const database: Victim[] = [
    { name: 'postgres', kill: () => postgres.crash(), comeBack: () => postgres.comeBack() },
    { name: 'postgres, stopped for a while', kill: () => postgres.goAway(), comeBack: () => postgres.comeBack() },
    {
      name: 'all connections to postgres',
      kill: async () => void (await dropConnectionsOfPostgres(postgres.url)),
      comeBack: async () => undefined,
    },
  ];
  const queue: Victim[] = redis
    ? [
        {
          name: 'redis',
          kill: async () => redis?.kill9(),
          comeBack: async () => void (redis = await startRedis(settings.REDIS_URL)),
        },
      ]
    : [];
  return {
    name: 'own',
    id: basename(folder),
    url: api.process().url,
    printed: (pattern) => api.process().printed(pattern),
    victims: [api, ...workers, ...database, ...queue],
    stop: async () => {
      for (const each of [api, ...workers]) await each.process().stop();
      await postgres.discard();
      await redis?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A process of the service that can be killed, and comes back at the same port. */
async function member(name: string, settings: Record<string, string>): Promise<Victim & { process(): ServiceProcess }> {
  const there = { ...settings, PORT: String(await freePort()) };
  let running = await startProcess(there);
  return {
    name,
    kill: () => running.kill9(),
    comeBack: async () => void (running = await startProcess(there)),
    process: () => running,
  };
}
