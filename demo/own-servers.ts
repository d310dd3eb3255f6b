import { DataSource } from 'typeorm';
import type { Settings } from '../src/platform/config/config.js';
import { dataSourceOptions } from '../src/platform/database/data-source.js';
import { countTables } from '../src/platform/doctor/database-facts.queries.js';
import { askRedis } from '../src/platform/queue/queue-backend.js';

/** A database or Redis that was named for the demo holds something. */
export class ServerNotEmpty extends Error {}

/** The demo empties no database and no Redis that it was given. @throws ServerNotEmpty */
export async function requireEmptyServers({ DATABASE_URL, REDIS_URL }: Settings): Promise<void> {
  const isUsed = 'is not empty, and the demo would mix its data with what is there.';
  if (DATABASE_URL && (await tablesIn(DATABASE_URL)) > 0) {
    throw new ServerNotEmpty(
      `The database of DATABASE_URL ${isUsed} Create another one, or: DATABASE_URL= npm run demo`,
    );
  }
  if (REDIS_URL && (await askRedis(REDIS_URL)).keys > 0) {
    throw new ServerNotEmpty(
      `The Redis of REDIS_URL ${isUsed} Name an empty one (e.g. …:6379/1), or: REDIS_URL= npm run demo`,
    );
  }
}

async function tablesIn(databaseUrl: string): Promise<number> {
  const source = await new DataSource(dataSourceOptions(databaseUrl, { poolSize: 1 })).initialize();
  try {
    return await countTables(source);
  } finally {
    await source.destroy();
  }
}
