import { Redis } from 'ioredis';
import pg from 'pg';

/** Cuts every connection to the database, as a failing network does. How many there were. */
export async function dropConnectionsOfPostgres(url: string): Promise<number> {
  const admin = new pg.Client(url);
  await admin.connect();
  const { rowCount } = await admin.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`,
  );
  await admin.end();
  return rowCount ?? 0;
}

/** Cuts every connection to the Redis, the same. */
export async function dropConnectionsOfRedis(url: string): Promise<number> {
  const admin = new Redis(url);
  const count = await admin.client('KILL', 'TYPE', 'normal');
  admin.disconnect();
  return Number(count);
}
