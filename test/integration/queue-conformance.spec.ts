import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Job, type JobsOptions, Queue, Worker, type WorkerOptions } from 'bullmq';
import pg from 'pg';
import { chooseQueueBackend, type QueueBackend, type QueuePlace } from '../../src/platform/queue/queue-backend.js';
import { projectRoot } from '../../src/platform/version.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.js';

const redisIsInstalled = hasRedis();
const SHORT_LOCK = { lockDuration: 2_000, stalledInterval: 1_000, maxStalledCount: 5 };

let database: TestDatabase;
let redis: TestRedis | undefined;
beforeAll(async () => {
  database = await freshDatabase();
  if (redisIsInstalled) redis = await startRedis();
});
afterAll(async () => {
  await redis?.stop();
  await database.drop();
});

describe('queues in PostgreSQL', () => {
  const place = (): QueuePlace => ({ databaseUrl: database.url, redisUrl: undefined });
  conformance(place);

  it('go on after the database dropped every connection', async () => {
    const desk = new Desk(place(), 'dropped');
    const done: unknown[] = [];
    await desk.worker(async ({ data }) => void done.push(data));
    await desk.add('note', 1);
    await until(() => done.length === 1);
    for (let round = 2; round <= 3; round += 1) {
      await dropConnections(database.url);
      await until(() => desk.add('note', round).then(Boolean, () => false));
      await until(() => done.includes(round));
    }
    await desk.close();
  }, 60_000);
});

const withRedis = redisIsInstalled ? describe : describe.skip;

withRedis('queues in Redis', () => {
  conformance(() => ({ databaseUrl: database.url, redisUrl: redis?.url }));
});

/** What any backend must do for this service. Each case has a queue of its own. */
function conformance(place: () => QueuePlace): void {
  let desk: Desk;
  let cases = 0;
  afterEach(() => desk.close());
  const newDesk = () => (desk = new Desk(place(), `case-${(cases += 1)}`));

  it('delivers', async () => {
    const { add, worker } = newDesk();
    const done: unknown[] = [];
    await add('note', { id: 'a' });
    await worker(async ({ data }) => void done.push(data));
    await add('note', { id: 'b' });
    await until(() => done.length === 2);
    expect(done).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  it('tries again, after a growing pause', async () => {
    const { add, worker } = newDesk();
    const at: number[] = [];
    await worker(async () => {
      at.push(Date.now());
      if (at.length < 3) throw new Error('not yet');
    });
    await add('note', 1, { attempts: 3, backoff: { type: 'exponential', delay: 300 } });
    await until(() => at.length === 3);
    const [first = 0, second = 0, third = 0] = at;
    expect(second - first).toBeGreaterThanOrEqual(290);
    expect(third - second).toBeGreaterThanOrEqual(590);
  });

  it('collapses duplicates that wait, and runs again after finishing', async () => {
    const { add, worker } = newDesk();
    const done: unknown[] = [];
    const once = { deduplication: { id: 'same' } };
    await add('note', 1, once);
    await add('note', 2, once);
    const running = await worker(async ({ data }) => void done.push(data));
    await until(() => done.length === 1);
    await until(async () => (await desk.queue.getJobCountByTypes('active', 'waiting')) === 0);
    await add('note', 3, once);
    await until(() => done.length === 2);
    expect(done[1]).toBe(3);
    await running.close();
  });

  it('takes the urgent first', async () => {
    const { add, worker } = newDesk();
    const done: unknown[] = [];
    await add('note', 'later', { priority: 100 });
    await add('note', 'soon', { priority: 10 });
    await add('note', 'now', { priority: 1 });
    await worker(async ({ data }) => void done.push(data));
    await until(() => done.length === 3);
    expect(done).toEqual(['now', 'soon', 'later']);
  });

  it('gives the job of a killed worker to another', async () => {
    const { add, worker, workerProcess } = newDesk();
    const { child } = await workerProcess();
    await add('hang', 'precious');
    await said(child, 'began');
    child.kill('SIGKILL');
    const done: unknown[] = [];
    await worker(async ({ data }) => void done.push(data), SHORT_LOCK);
    await until(() => done.length === 1);
    expect(done).toEqual(['precious']);
  }, 60_000);

  it('shares the work of one queue between processes, each job once', async () => {
    const { add, workerProcess } = newDesk();
    const began: unknown[] = [];
    for (let number = 0; number < 2; number += 1) {
      const { child } = await workerProcess();
      child.on('message', (told: { began?: string; data?: unknown }) => told.began && began.push(told.data));
    }
    const numbers = Array.from({ length: 40 }, (_, number) => number);
    await Promise.all(numbers.map((number) => add('note', number)));
    await until(() => began.length >= numbers.length);
    await pause(500);
    expect(began.toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers);
  }, 60_000);

  it('finishes the job in hand when it is told to stop, and takes no other', async () => {
    const { add, worker } = newDesk();
    const done: unknown[] = [];
    let begun = false;
    const slow = await worker(async ({ data }) => {
      begun = true;
      await pause(500);
      done.push(data);
    });
    await add('note', 1);
    await until(() => begun);
    await add('note', 2);
    await slow.close();
    expect(done).toEqual([1]);
    expect(await desk.queue.getJobCountByTypes('waiting', 'active')).toBe(1);
  });
}

/** One queue, with those who work at it; closes all of them. */
class Desk {
  readonly queue: Queue;
  private readonly backend: QueueBackend;
  private readonly workers: Worker[] = [];
  private readonly children: ChildProcess[] = [];

  constructor(
    private readonly place: QueuePlace,
    private readonly name: string,
  ) {
    this.backend = chooseQueueBackend(place);
    this.queue = new Queue(name, this.options);
    this.queue.on('error', () => undefined);
  }

  readonly add = (name: string, data: unknown, options: JobsOptions = {}): Promise<Job> =>
    this.queue.add(name, data, options);

  readonly worker = async (
    work: (job: Job) => Promise<void>,
    options: Partial<WorkerOptions> = {},
  ): Promise<Worker> => {
    const worker = new Worker(this.name, work, { ...this.options, ...options });
    worker.on('error', () => undefined);
    this.workers.push(worker);
    await worker.waitUntilReady();
    return worker;
  };

  readonly workerProcess = async (): Promise<{ child: ChildProcess }> => {
    const script = join(projectRoot(), 'test/support/queue-worker.mjs');
    const told = [this.place, this.name, SHORT_LOCK].map((thing) => JSON.stringify(thing));
    const child = fork(script, told, { execArgv: [], stdio: 'inherit' });
    this.children.push(child);
    await said(child, 'ready');
    return { child };
  };

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    for (const child of this.children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await this.queue.close();
    await this.backend.close();
  }

  private get options() {
    return { connection: this.backend.connection, prefix: 'vang' };
  }
}

function said(child: ChildProcess, what: string): Promise<void> {
  return new Promise((resolve) => {
    const listen = (told: Record<string, unknown>) => {
      if (told[what] === undefined) return;
      child.off('message', listen);
      resolve();
    };
    child.on('message', listen);
  });
}

async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await met())) await pause(25);
}

async function dropConnections(url: string): Promise<void> {
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await admin.end();
}
