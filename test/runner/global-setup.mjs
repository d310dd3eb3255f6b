import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { transpileChanges } from './transpile.mjs';

/** Transpiles what has changed; one PostgreSQL for the whole run, with a migrated template that each test file copies. */
export default async function setUp() {
  await transpileChanges();
  const { startEmbeddedPostgres } = await import('../../dist/spec/src/platform/database/embedded-postgres.js');
  const { migrate } = await import('../../dist/spec/src/platform/database/migrate.js');
  const folder = await mkdtemp(join(tmpdir(), 'vang-test-'));
  await chmod(folder, 0o755);
  const database = await startEmbeddedPostgres(folder);
  await migrate(database.url);
  const admin = new pg.Client(database.superuserUrl.replace(/\/vang$/, '/postgres'));
  await admin.connect();
  await admin.query('ALTER DATABASE vang RENAME TO vang_template');
  // Nothing in this server has to outlive the run: power cuts are tested with servers of their own.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await admin.query(`ALTER SYSTEM SET ${setting} = off`);
  }
  await admin.query('SELECT pg_reload_conf()');
  // Thousands of connections are made, and each would hash the password 4096 times, at both ends.
  await admin.query('SET scram_iterations = 1');
  for (const url of [database.url, database.superuserUrl].map((url) => new URL(url))) {
    await admin.query(`ALTER ROLE ${url.username} PASSWORD '${url.password}'`);
  }
  await admin.end();
  process.env.VANG_TEST_SERVER = database.url.replace(/\/vang$/, '');
  process.env.VANG_TEST_SUPERUSER = database.superuserUrl.replace(/\/vang$/, '');
  globalThis.vangTest = { database, folder };
}
