import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  DataDirectoryInUse,
  type EmbeddedDatabase,
  startEmbeddedPostgres,
} from '../../../src/platform/database/embedded-postgres.js';
import { migrate } from '../../../src/platform/database/migrate.js';
import { smallDisk } from '../../support/small-disk.js';
import { until } from '../../support/until.js';

const LIMITS = { restarts: 3, windowSeconds: 600, waitSeconds: 0.05 };

/** Runs one query on a connection of its own. */
async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(true));

  let folder: string;
  let database: EmbeddedDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vang-embedded-'));
    database = await startEmbeddedPostgres(folder, LIMITS);
  });
  afterAll(async () => {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const answers = () =>
    ask(database.url, 'SELECT 1').then(
      () => true,
      () => false,
    );

  it('serves a role that owns its database and is no superuser', async () => {
    const may = `SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles
      WHERE rolname = current_user`;
    const none = { rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false };
    expect(await ask(database.url, may)).toEqual([{ rolname: 'vang', ...none, rolbypassrls: false }]);
    await migrate(database.url);
    const others = `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relowner <> 'vang'::regrole`;
    expect(await ask(database.superuserUrl, others)).toEqual([]);
    for (const forbidden of [`COPY (SELECT 1) TO PROGRAM 'true'`, `SELECT pg_read_file('postgresql.conf')`]) {
      await expect(ask(database.url, forbidden)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('lets nobody in without a password', async () => {
    const { port } = new URL(database.url);
    for (const role of ['vang', 'postgres']) {
      await expect(ask(`postgres://${role}:wrong@127.0.0.1:${port}/vang`, 'SELECT 1')).rejects.toMatchObject({
        code: '28P01',
      });
    }
  });

  it('belongs to one process at a time', async () => {
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow(DataDirectoryInUse);
    expect(await answers()).toBe(true);
  });

  it('keeps its owner when one of its own processes crashes', async () => {
    const ownedBy = async () => {
      const lock = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted`;
      const [owner] = await ask(database.superuserUrl, lock).catch(() => []);
      return owner ? Number(owner['pid']) : undefined;
    };
    const before = (await ownedBy()) ?? 0;
    process.kill(before, 'SIGKILL');
    await until('it is owned again', async () => ![undefined, before].includes(await ownedBy()));
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow(DataDirectoryInUse);
  });

  it('is started again at the same place when it is killed, until that happens too often', async () => {
    await ask(database.url, 'CREATE TABLE kept AS SELECT 1 AS is_here');
    for (let kill = 0; kill < LIMITS.restarts; kill += 1) {
      const killed = database.pid() ?? 0;
      process.kill(killed, 'SIGKILL');
      await until('it runs again', async () => database.pid() !== killed && (await answers()));
      expect(await ask(database.url, 'SELECT is_here FROM kept')).toEqual([{ is_here: 1 }]);
    }
    process.kill(database.pid() ?? 0, 'SIGKILL');
    // It may answer before its start is complete.
    expect(String(await database.failed)).toMatch(/ended too often, the last time: .*SIGKILL/);
    expect(await answers()).toBe(false);
  });

  it('can be started by the next process after that', async () => {
    database = await startEmbeddedPostgres(folder, LIMITS);
    expect(await ask(database.url, 'SELECT is_here FROM kept')).toEqual([{ is_here: 1 }]);
  });
});

const disk = smallDisk('150m');
if (!disk) process.stderr.write('SKIPPED: a database on a full disk, since this account may not mount a small one\n');

(disk ? describe : describe.skip)('the embedded PostgreSQL on a disk that is full', () => {
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => {
    Logger.overrideLogger(true);
    disk?.remove();
  });

  it('says so when it cannot be started again, and starts when there is room', async () => {
    const folder = disk?.path ?? '';
    const database = await startEmbeddedPostgres(folder, LIMITS);
    const filler = (await disk?.fillBut(0)) ?? '';
    process.kill(database.pid() ?? 0, 'SIGKILL');
    expect(String(await database.failed)).toMatch(/ended too often, the last time: .*No space left on device/);
    await database.stop();
    await rm(filler);
    const again = await startEmbeddedPostgres(folder, LIMITS);
    expect(await ask(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await again.stop();
  });
});
