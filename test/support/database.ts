import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database of a test's own, with the newest schema and nothing in it. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

export async function freshDatabase(): Promise<TestDatabase> {
  const server = process.env['VANG_TEST_SERVER'];
  if (!server) throw new Error('Start the tests with `npm test`: it brings a PostgreSQL.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE vang_template STRATEGY FILE_COPY`);
  return { url: `${server}/${name}`, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
