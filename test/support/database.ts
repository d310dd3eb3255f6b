import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { until } from './until.js';

/** A database of a test's own, with the newest schema and nothing in it. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
  /** Drops it after a start that failed: that leaves connections behind, which may still be opened at this moment. */
  dropAtRest(): Promise<void>;
}

export async function freshDatabase(): Promise<TestDatabase> {
  const [server, superuser] = [process.env['VANG_TEST_SERVER'], process.env['VANG_TEST_SUPERUSER']];
  if (!server || !superuser) throw new Error('Start the tests with `npm test`: it brings a PostgreSQL.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const { username: owner } = new URL(server);
  await onServer(superuser, `CREATE DATABASE ${name} OWNER ${owner} TEMPLATE vang_template STRATEGY FILE_COPY`);
  const drop = async () => void (await onServer(superuser, `DROP DATABASE ${name} WITH (FORCE)`));
  const dropAtRest = async () => {
    const atRest = `SELECT FROM pg_stat_activity WHERE datname = '${name}'
      HAVING every(state = 'idle' AND state_change < clock_timestamp() - interval '500 ms')`;
    await until(`nothing goes on in ${name}`, async () => (await onServer(superuser, atRest)).rowCount === 1);
    await drop();
  };
  return { url: `${server}/${name}`, drop, dropAtRest };
}

async function onServer(server: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
