import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.js';

// Any number of processes may start at once; the first one migrates, the others wait for it.
const MIGRATION_LOCK = 7_264_001;

/** Brings the database at `url` to the newest schema. Safe to run twice and in several processes at once. */
export async function migrate(url: string): Promise<void> {
  const source = await new DataSource(dataSourceOptions(url, 2)).initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await lock.release();
    await source.destroy();
  }
}
