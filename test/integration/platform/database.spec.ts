import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Answer } from '../../../api-client/client.js';
import { dataSourceOptions } from '../../../src/platform/database/data-source.js';
import { migrate, refuseOldServer, ServerTooOld } from '../../../src/platform/database/migrate.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { type OwnPostgres, startOwnPostgres } from '../../support/own-postgres.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

describe('a connection to the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it.each([
    ['off', 'on'],
    ['on', 'on'],
    ['remote_apply', 'remote_apply'],
  ])('commits to the disk, and to replicas where the server does: %s becomes %s', async (ofServer, ofOurs) => {
    const admin = new pg.Client(database.url);
    await admin.connect();
    await admin.query(
      `ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET synchronous_commit = ${ofServer}`,
    );
    await admin.end();
    const source = await new DataSource(dataSourceOptions(database.url, { poolSize: 2 })).initialize();
    const both = await Promise.all([1, 2].map(() => source.query('SHOW synchronous_commit')));
    await source.destroy();
    expect(both.flat()).toEqual([{ synchronous_commit: ofOurs }, { synchronous_commit: ofOurs }]);
  });

  it('is refused by a server that is too old, before anything is changed there', () => {
    expect(() => refuseOldServer({ number: 170_006, name: '17.6' })).toThrow(ServerTooOld);
    expect(() => refuseOldServer({ number: 170_006, name: '17.6' })).toThrow('PostgreSQL 17.6; PostgreSQL 18 or newer');
    expect(() => refuseOldServer({ number: 180_000, name: '18.0' })).not.toThrow();
  });

  it('is refused by a database that another version made, before anything is changed there', async () => {
    const admin = new pg.Client(database.url);
    await admin.connect();
    await admin.query(`INSERT INTO migrations (timestamp, name) VALUES (1, 'WholeSeconds0000000000008')`);
    await expect(migrate(database.url)).rejects.toThrow('WholeSeconds0000000000008');
    await admin.query(`DELETE FROM migrations WHERE name = 'WholeSeconds0000000000008'`);
    await admin.end();
    await expect(migrate(database.url)).resolves.toBeUndefined();
  });
});

describe('a service whose database goes away', () => {
  let postgres: OwnPostgres;
  let service: TestService;
  let administrator: TestPerson;
  beforeAll(async () => {
    postgres = await startOwnPostgres();
    service = await startService({ settings: { DATABASE_URL: postgres.url, LOG_LEVEL: 'silent' } });
    administrator = await personWith(service, 'administrator');
  });
  afterAll(async () => {
    await service.stop();
    await postgres.discard();
  });

  it('says when to retry, and works again when the database is back', async () => {
    const ask = () => administrator.client.get('/people');
    expect((await ask()).status).toBe(200);
    await postgres.goAway();
    try {
      for (const answer of [await ask(), await administrator.client.post('/centres', { name: 'Trung tâm' })]) {
        expect(answer).toMatchObject({ status: 503, body: { status: 503, code: 'database-away' } });
        expect(answer.headers.get('retry-after')).toBe('5');
      }
      const ready = await fetch(`${service.url}/health/ready`);
      expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '5']);
      const down = { status: 'down', because: 'no-answer' };
      expect(await ready.json()).toMatchObject({
        code: 'not-ready',
        parts: { database: down, disk: { status: 'up' } },
      });
      expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    } finally {
      await postgres.comeBack();
    }
    await until('people are answered again', async () => (await ask()).status === 200);
  });

  /** Runs statements as the superuser, in the database of the service. */
  const asSuperuser = async (...statements: string[]) => {
    const superuser = new pg.Client(postgres.superuserUrl);
    await superuser.connect();
    for (const statement of statements) await superuser.query(statement);
    await superuser.end();
  };
  const CUT = `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'vang'`;
  const place = () => administrator.client.post('/centres', { name: `Trung tâm ${randomUUID()}` });
  const isAway = (answer: Answer<unknown>, code = 'database-away') => {
    expect(answer).toMatchObject({ status: 503, body: { status: 503, code } });
    expect(answer.headers.get('retry-after')).toBe('5');
  };

  /** As the superuser, beside the database of the service. */
  const onServer = async (...statements: string[]) => {
    const superuser = new pg.Client(Object.assign(new URL(postgres.superuserUrl), { pathname: '/postgres' }).href);
    await superuser.connect();
    for (const statement of statements) await superuser.query(statement);
    await superuser.end();
  };

  it.each([
    [
      'takes no connections',
      'ALTER DATABASE vang ALLOW_CONNECTIONS false',
      'ALTER DATABASE vang ALLOW_CONNECTIONS true',
    ],
    ['has no connection left', `ALTER ROLE vang CONNECTION LIMIT 0`, `ALTER ROLE vang CONNECTION LIMIT -1`],
    [
      'takes no writes',
      'ALTER ROLE vang SET default_transaction_read_only = on',
      'ALTER ROLE vang RESET default_transaction_read_only',
    ],
  ])('says when to retry, when the database %s', async (_, begin, end) => {
    await onServer(begin, CUT);
    try {
      isAway(await place());
    } finally {
      await onServer(end, CUT);
    }
    await until('a change is stored again', async () => (await place()).status === 201);
  });

  it('says so when the connection is cut in the middle of a change, which is not stored', async () => {
    const holder = new pg.Client(postgres.superuserUrl);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE centres IN EXCLUSIVE MODE');
    const answer = administrator.client.post('/centres', { name: 'Không lưu' });
    await cutWhoWaits();
    isAway(await answer);
    await holder.query('ROLLBACK');
    await holder.end();
    expect(await service.sql(`SELECT FROM centres WHERE name = 'Không lưu'`)).toEqual([]);
  });

  it('says that it does not know, when the connection is cut before the commit is answered', async () => {
    const LOCK = 'pg_advisory_xact_lock(99)';
    await asSuperuser(
      `CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM ${LOCK}; RETURN NULL; END'`,
      `CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON centres DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION wait_at_commit()`,
    );
    const holder = new pg.Client(postgres.superuserUrl);
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock(99)');
    const answer = administrator.client.post('/centres', { name: 'Có lẽ' });
    await cutWhoWaits();
    isAway(await answer, 'maybe-stored');
    await holder.end();
    await asSuperuser('DROP TRIGGER waits ON centres', 'DROP FUNCTION wait_at_commit');
  });

  /** Cuts the connection of the service that waits for a lock. */
  async function cutWhoWaits(): Promise<void> {
    const superuser = new pg.Client(postgres.superuserUrl);
    await superuser.connect();
    await until('it waits and is cut', async () => {
      const { rowCount } = await superuser.query(`${CUT} AND wait_event_type = 'Lock'`);
      return rowCount === 1;
    });
    await superuser.end();
  }
});
