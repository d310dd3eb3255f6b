import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { chooseQueueBackend } from '../../../src/platform/queue/queue-backend.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { type OwnPostgres, startOwnPostgres } from '../../support/own-postgres.js';
import { until } from '../../support/until.js';
import { Workshop } from '../../support/workshop.js';

/** Seconds between a worker's own polls: longer than the test may take, so only a signal can wake it. */
const NO_POLLING = { drainDelay: 300 };

describe('queues in a PostgreSQL that restarts', () => {
  let server: OwnPostgres;
  let shop: Workshop;
  beforeAll(async () => void (server = await startOwnPostgres()));
  afterAll(() => server.discard());
  afterEach(() => shop.close());

  // BullMQ's own pause before it tries again to reach the server is 15 s.
  const patient = { ...NO_POLLING, runRetryDelay: 500 };

  it('finish the running job, and those that wait', async () => {
    shop = new Workshop({ databaseUrl: server.url, redisUrl: undefined }, 'restart-at-work');
    await shop.hire(() => shop.gate, patient);
    await shop.add('running', { attempts: 3 });
    await until('the job is running', () => shop.begun.length === 1);
    await shop.add('waits');
    await server.goAway();
    await expect(shop.add('nobody hears this')).rejects.toThrow(/ECONNREFUSED|terminat/);
    shop.openGate();
    await server.comeBack();
    await shop.untilThereAre(2, 'completed');
    expect(new Set(shop.begun)).toEqual(new Set(['running', 'waits']));
  });

  it('wake a worker that waited all the while, for a job at once and a delayed one', async () => {
    shop = new Workshop({ databaseUrl: server.url, redisUrl: undefined }, 'restart-at-rest');
    await shop.hire(undefined, patient);
    await shop.add('before');
    await shop.untilThereAre(1, 'completed');
    await server.goAway();
    await server.comeBack();
    await shop.add('after');
    await shop.untilThereAre(2, 'completed');
    await shop.add('later', { delay: 300 });
    await shop.untilThereAre(3, 'completed');
    expect(shop.begun).toEqual(['before', 'after', 'later']);
  });
});

describe('a worker whose connection is lost at the moment it starts to listen', () => {
  let database: TestDatabase;
  let shop: Workshop;
  const query = pg.Client.prototype.query;
  beforeAll(async () => void (database = await freshDatabase()));
  afterAll(() => database.drop());
  afterEach(() => {
    pg.Client.prototype.query = query;
    return shop.close();
  });

  it('listens again, and is woken', async () => {
    shop = new Workshop({ databaseUrl: database.url, redisUrl: undefined }, 'cut-at-the-start');
    await shop.queue.waitUntilReady();
    let cuts = 0;
    // This process sleeps until the cut is done, so the answer and the end of the connection reach it as one.
    pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
      const answer: unknown = Reflect.apply(query, this, given);
      const isOurs = database.url.endsWith(`/${this.database}`);
      if (cuts === 0 && isOurs && /LISTEN bullmq_jobs;/.test(String(given[0]))) {
        cuts += 1;
        cutListenersOf(database.url);
      }
      return answer;
    } as typeof query;
    await shop.hire(undefined, NO_POLLING);
    await until('its connection is cut', () => cuts === 1);
    for (const count of [1, 2]) {
      // Long enough for the worker to have looked at the queue and to wait.
      await pause(500);
      await shop.add(`number ${count}`);
      await shop.untilThereAre(count, 'completed');
    }
  });
});

describe('a connection to PostgreSQL that is lost while nobody listens to it', () => {
  it('does not end the process: whoever uses it next gets the error', async () => {
    const database = await freshDatabase();
    chooseQueueBackend({ databaseUrl: database.url, redisUrl: undefined });
    const client = new pg.Client(database.url);
    await client.connect();
    const lost = new Promise((resolve) => client.once('end', resolve));
    const cut = client.query("SELECT pg_terminate_backend(pg_backend_pid()), 'listening to nothing'");
    await expect(cut).rejects.toThrow(/terminat/);
    await lost;
    await expect(client.query('SELECT 1')).rejects.toThrow(/not queryable|closed|terminated/);
  });
});

/** Cuts the connections that listen; returns when all are gone. */
function cutListenersOf(url: string): void {
  const program = `
    import pg from 'pg';
    const admin = new pg.Client(${JSON.stringify(url)});
    await admin.connect();
    const sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%LISTEN bullmq_jobs;%' AND pid <> pg_backend_pid()";
    while ((await admin.query(sql)).rowCount === 0);
    await admin.query("SELECT pg_terminate_backend(pid, 5000) FROM (" + sql + ") listeners");
    await admin.end();`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { timeout: 5_000 });
  if (status !== 0) throw new Error(`listeners were not cut: ${String(stderr)}`);
}
