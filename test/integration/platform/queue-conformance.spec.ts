import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { deduplicated } from '../../../src/platform/queue/deduplication.js';
import type { QueueLocation } from '../../../src/platform/queue/queue-backend.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { dropConnectionsOfPostgres, dropConnectionsOfRedis } from '../../support/drop-connections.js';
import { hasRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';
import { Workshop } from '../../support/workshop.js';

/** A killed worker's job is looked for this often, and is free after this long, so that no case waits half a minute. */
const SHORT_LOCK = { lockDuration: 1_500, stalledInterval: 500 };
/** Seconds between a worker's own polls: longer than the test may take, so only a signal can wake it. */
const NO_POLLING = { drainDelay: 300 };

const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);
const sorted = (numbers: unknown[]) => [...numbers].map(Number).sort((a, b) => a - b);

describe('queues in PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await freshDatabase()));
  afterAll(() => database.drop());
  const place = () => ({ databaseUrl: database.url, redisUrl: undefined });

  conform(place, () => dropConnectionsOfPostgres(database.url));
});

(hasRedis() ? describe : describe.skip)('queues in Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => void (redis = await startRedis()));
  afterAll(() => redis.stop());
  const place = () => ({ databaseUrl: '', redisUrl: redis.url });

  conform(place, () => dropConnectionsOfRedis(redis.url));
});

/** What every backend must do for this service; each case has a queue of its own. */
function conform(place: () => QueueLocation, dropConnections: () => Promise<number>): void {
  let shop: Workshop;
  let cases = 0;
  const open = () => (shop = new Workshop(place(), `case-${(cases += 1)}`));
  afterEach(() => shop.close());

  it('delivers a job, whether the worker or the job came first', async () => {
    open();
    const early = { title: 'Thông báo tiêm chủng', parts: [1, 2.5, null], at: { station: 'x' } };
    await shop.add(early);
    await shop.hire(undefined, NO_POLLING);
    await until('the early job is begun', () => shop.begun.length === 1);
    await shop.add('late');
    await shop.untilThereAre(2, 'completed');
    expect(shop.begun).toEqual([early, 'late']);
  });

  it('takes the urgent first', async () => {
    open();
    await shop.add('can wait', { priority: 100 });
    await shop.add('soon', { priority: 10 });
    await shop.add('now', { priority: 1 });
    await shop.hire();
    await shop.untilThereAre(3, 'completed');
    expect(shop.begun).toEqual(['now', 'soon', 'can wait']);
  });

  it('retries with backoff: each pause twice as long, and then gives up', async () => {
    open();
    const times: number[] = [];
    await shop.hire(async () => {
      times.push(Date.now());
      throw new Error('not this time');
    });
    const { id = '' } = await shop.add('fails', { attempts: 4, backoff: { type: 'exponential', delay: 200 } });
    await shop.untilThereAre(1, 'failed');
    const pauses = times.slice(1).map((time, before) => time - (times[before] ?? 0));
    expect(pauses).toHaveLength(3);
    // A loaded machine makes them longer, nothing makes them shorter; 5 ms are for rounding.
    for (const [retry, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(200 * 2 ** retry - 5);
    expect(await shop.queue.getJob(id)).toMatchObject({ attemptsMade: 4, failedReason: 'not this time' });
  });

  it('collapses duplicates, while the first waits and while it runs', async () => {
    open();
    const once = { deduplication: { id: 'the same' } };
    const first = await shop.add('first', once);
    const second = await shop.add('second', once);
    await shop.hire(() => shop.gate);
    await until('the first is running', () => shop.begun.length === 1);
    const third = await shop.add('third', once);
    await shop.add('another', { deduplication: { id: 'another' } });
    shop.openGate();
    await shop.untilThereAre(2, 'completed');
    expect([second.id, third.id]).toEqual([first.id, first.id]);
    expect(shop.begun).toEqual(['first', 'another']);
  });

  it('runs once more when a job was added while one was running', async () => {
    open();
    await shop.hire(() => shop.gate);
    await shop.add('running', deduplicated('the same'));
    await until('the job is running', () => shop.begun.length === 1);
    await shop.add('too early', deduplicated('the same'));
    await shop.add('the last', deduplicated('the same'));
    shop.openGate();
    await shop.untilThereAre(2, 'completed');
    expect(shop.begun).toEqual(['running', 'the last']);
    await shop.add('later', deduplicated('the same'));
    await shop.untilThereAre(3, 'completed');
    expect(shop.begun).toEqual(['running', 'the last', 'later']);
  });

  it('runs again after finishing, well or badly, under the same deduplication id', async () => {
    open();
    const once = { deduplication: { id: 'the same' } };
    await shop.hire(async ({ data }) => {
      if (data === 'bad') throw new Error('as wished');
    });
    await shop.add('good', once);
    await shop.untilThereAre(1, 'completed');
    await shop.add('bad', once);
    await shop.untilThereAre(1, 'failed');
    await shop.add('again', once);
    await shop.untilThereAre(2, 'completed');
    expect(shop.begun).toEqual(['good', 'bad', 'again']);
  });

  it('survives a worker killed mid-job: another takes over the job', async () => {
    open();
    const once = { deduplication: { id: 'the same' } };
    const doomed = await shop.hireProcess(SHORT_LOCK);
    await shop.add('precious', once, 'hold');
    await until('the job is running', () => doomed.begun.length === 1);
    await doomed.kill9();
    expect(await shop.queue.getJobCountByTypes('active')).toBe(1);

    await shop.hire(undefined, { ...SHORT_LOCK, ...NO_POLLING });
    await shop.untilThereAre(1, 'completed');
    expect([doomed.begun, shop.begun]).toEqual([['precious'], ['precious']]);
    await shop.add('the next', once);
    await shop.untilThereAre(2, 'completed');
  });

  it('stops cleanly: waits for running jobs, loses none, runs none twice', async () => {
    open();
    const ended: unknown[] = [];
    const work = async ({ data }: { data: unknown }) => {
      await shop.gate;
      ended.push(data);
    };
    const leaving = await shop.hire(work, { concurrency: 4 });
    await shop.queue.addBulk(upTo(20).map((data) => ({ name: 'note', data })));
    await until('four jobs are running', () => shop.begun.length === 4);
    const left = leaving.close();
    expect(ended).toEqual([]);
    shop.openGate();
    await left;
    expect(sorted(ended)).toEqual(sorted(shop.begun));
    const counts = await shop.queue.getJobCounts('active', 'waiting', 'completed');
    expect(counts).toEqual({ active: 0, waiting: 16, completed: 4 });

    await shop.hire(work, { concurrency: 4 });
    await shop.untilThereAre(20, 'completed');
    expect(sorted(shop.begun)).toEqual(upTo(20));
  });

  it('shares a queue between two worker processes, and each job runs once', async () => {
    open();
    const pair = [await shop.hireProcess({ concurrency: 4 }), await shop.hireProcess({ concurrency: 4 })];
    // Four in each hand, so both take part.
    await shop.queue.addBulk(upTo(8).map((data) => ({ name: 'hold', data })));
    await until('both processes have their hands full', () => pair.every(({ begun }) => begun.length === 4));
    await shop.queue.addBulk(upTo(200).map((number) => ({ name: 'note', data: 8 + number })));
    for (const worker of pair) worker.open();
    await shop.untilThereAre(208, 'completed');
    for (const worker of pair) await worker.stop();
    expect(sorted(pair.flatMap(({ begun }) => begun))).toEqual(upTo(208));
  });

  it('retries between two worker processes until all is done', async () => {
    open();
    const pair = [await shop.hireProcess({ concurrency: 4 }), await shop.hireProcess({ concurrency: 4 })];
    const opts = { attempts: 2, backoff: { type: 'fixed', delay: 50 } };
    await shop.queue.addBulk(upTo(40).map((data) => ({ name: 'stumble', data, opts })));
    await shop.untilThereAre(40, 'completed');
    for (const worker of pair) await worker.stop();
    expect(sorted(pair.flatMap(({ begun }) => begun))).toEqual(sorted([...upTo(40), ...upTo(40)]));
  });

  it('goes on after its connections were dropped, in mid-job and while it waits', async () => {
    open();
    await shop.hire(() => shop.gate, NO_POLLING);
    await shop.add('running', { attempts: 3 });
    await until('the job is running', () => shop.begun.length === 1);
    expect(await dropConnections()).toBeGreaterThan(1);
    shop.openGate();
    await shop.untilThereAre(1, 'completed');
    for (const round of ['first', 'second']) {
      expect(await dropConnections()).toBeGreaterThan(1);
      // The first call may fail on a dead connection.
      const once = { deduplication: { id: round } };
      await until('the job is added', () => shop.add(round, once).then(Boolean, () => false));
      await until(`the ${round} job is begun`, () => shop.begun.includes(round));
    }
    await shop.untilThereAre(3, 'completed');
  });
}
