import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chmod } from 'node:fs/promises';
import pg from 'pg';
// The built service: `npm test` builds first, and the stories that kill a real process need it too.
import { startEmbeddedPostgres } from '../../dist/src/platform/database/embedded-postgres.js';
import { migrate } from '../../dist/src/platform/database/migrate.js';

/** One PostgreSQL for the whole run, with a migrated template that each test file copies. */
export default async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), 'vang-test-'));
  await chmod(folder, 0o755);
  const database = await startEmbeddedPostgres(folder);
  await migrate(database.url);
  const admin = new pg.Client(database.url.replace(/\/vang$/, '/postgres'));
  await admin.connect();
  await admin.query('ALTER DATABASE vang RENAME TO vang_template');
  await admin.end();
  process.env.VANG_TEST_SERVER = database.url.replace(/\/vang$/, '');
  globalThis.vangTest = { database, folder };
}
