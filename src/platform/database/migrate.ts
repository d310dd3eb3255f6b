import { DataSource, type QueryRunner } from 'typeorm';
import { dataSourceOptions, MIGRATION_NAMES } from './data-source.js';

// Several processes may start at once; the first one migrates, the others wait.
const MIGRATION_LOCK = 7_264_001;

const OLDEST_VERSION = 180_000;

/** The PostgreSQL server is too old. */
export class ServerTooOld extends Error {
  constructor(version: string) {
    super(`The database is PostgreSQL ${version}; PostgreSQL 18 or newer is needed. Nothing in it was changed.`);
  }
}

/** The database was created by another, unreleased version with other migrations. */
export class UnknownSchema extends Error {
  constructor(names: readonly string[]) {
    super(
      `The database was created by another version of this software (${names.join(', ')}). Nothing in it was changed. ` +
        'Before version 1.0 a data folder cannot be upgraded: start with an empty DATA_DIR or an empty database.',
    );
  }
}

/**
 * Migrates the database at `url` to the newest schema. Idempotent, and safe in several processes at once.
 * @throws ServerTooOld, UnknownSchema; then nothing was changed
 */
export async function migrate(url: string): Promise<void> {
  const source = await new DataSource(dataSourceOptions(url, { poolSize: 2 })).initialize();
  const lock = source.createQueryRunner();
  try {
    refuseOldServer(await versionOf(lock));
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseUnknownSchema(lock);
    await source.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await lock.release();
    await source.destroy();
  }
}

/** @throws ServerTooOld when the migrations need a newer version */
export function refuseOldServer({ number, name }: { number: number; name: string }): void {
  if (number < OLDEST_VERSION) throw new ServerTooOld(name);
}

/** @throws UnknownSchema */
async function refuseUnknownSchema(server: QueryRunner): Promise<void> {
  const tables: { present: boolean }[] = await server.query(`SELECT to_regclass('migrations') IS NOT NULL AS present`);
  if (!tables[0]?.present) return;
  const ran: { name: string }[] = await server.query('SELECT name FROM migrations ORDER BY id');
  const unknown = ran.map(({ name }) => name).filter((name) => !MIGRATION_NAMES.has(name));
  if (unknown.length > 0) throw new UnknownSchema(unknown);
}

async function versionOf(server: QueryRunner): Promise<{ number: number; name: string }> {
  const [version]: { number: number; name: string }[] = await server.query(
    `SELECT current_setting('server_version_num')::integer AS number, current_setting('server_version') AS name`,
  );
  return version ?? { number: 0, name: 'of an unknown version' };
}
