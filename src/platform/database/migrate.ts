import { DataSource, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from './data-source.js';

// Any number of processes may start at once; the first one migrates, the others wait for it.
const MIGRATION_LOCK = 7_264_001;

const OLDEST = 170_000;

/** The server at the other end of DATABASE_URL is too old. */
export class ServerTooOld extends Error {
  constructor(version: string) {
    super(`The database is PostgreSQL ${version}; PostgreSQL 17 or newer is needed. Nothing in it was changed.`);
  }
}

/**
 * Brings the database at `url` to the newest schema.
 * Safe to run twice and in several processes at once.
 * @throws ServerTooOld
 */
export async function migrate(url: string): Promise<void> {
  const source = await new DataSource(dataSourceOptions(url, 2)).initialize();
  const lock = source.createQueryRunner();
  try {
    refuseOldServer(await versionOf(lock));
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await lock.release();
    await source.destroy();
  }
}

/** @throws ServerTooOld when it is older than what the migrations are written for */
export function refuseOldServer({ number, name }: { number: number; name: string }): void {
  if (number < OLDEST) throw new ServerTooOld(name);
}

async function versionOf(server: QueryRunner): Promise<{ number: number; name: string }> {
  const [version]: { number: number; name: string }[] = await server.query(
    `SELECT current_setting('server_version_num')::integer AS number, current_setting('server_version') AS name`,
  );
  return version ?? { number: 0, name: 'of an unknown version' };
}
