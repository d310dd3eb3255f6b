import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork, type Work } from '../../../src/platform/database/unit-of-work.js';
import { EventsTick } from '../../../src/platform/events/events.tick.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { takeUntried } from '../../../src/platform/events/pending-events.queries.js';
import { hasRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { type Handling, LetterSent, listen, type Listening, withoutWorkers } from '../../support/archive-listener.js';
import { eventsDelivered } from '../../support/events-delivered.js';
import { until } from '../../support/until.js';

describe('events for a durable listener', () => {
  let there: Listening;
  let refused = new Set<string>();
  beforeAll(async () => {
    const also: Handling = async (_, items) => {
      if (items.some(({ to }) => refused.has(to))) throw new Error('refused');
    };
    there = await listen({}, { also });
  });
  afterEach(async () => {
    refused = new Set();
    await there.service.sql('TRUNCATE archive, pending_events');
    there.batches.length = 0;
  });
  afterAll(() => there.service.stop());

  const letters = (count: number) => Array.from({ length: count }, (_, number) => new LetterSent(`p${number}`));

  it('is delivered once the transaction commits, each item once', async () => {
    await there.announce(new LetterSent('an', ['1', '2', '1']), new LetterSent('an', ['2']), new LetterSent('bình'));
    await eventsDelivered(there.service);
    expect(await there.delivered()).toEqual(['an 1', 'an 2', 'bình 1']);
    expect(await there.pending()).toEqual([]);
  });

  it('is nothing when the work is undone', async () => {
    const undone = there.service.get(UnitOfWork).run(async (work) => {
      work.announce(new LetterSent('an'));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await there.pending()).toEqual([]);
    expect(await there.delivered()).toEqual([]);
  });

  it('stays when the listener throws, with nothing of what the listener wrote, and is tried again after a pause', async () => {
    refused.add('bad');
    await there.announce(new LetterSent('bad'));
    await eventsDelivered(there.service);
    expect(await there.pending()).toMatchObject([{ key: 'bad', attempts: 1 }]);
    expect(await there.delivered()).toEqual([]);

    refused.clear();
    await there.service.get(EventsTick).signalWaiting();
    await eventsDelivered(there.service);
    expect(await there.pending()).toHaveLength(1);
    there.service.clock.moveBy({ seconds: 130 });
    await there.service.get(EventsTick).signalWaiting();
    await until('the second attempt', async () => (await there.delivered()).length === 1);
    expect(await there.pending()).toEqual([]);
  });

  it('does not wait behind one that fails', async () => {
    refused.add('p7');
    await there.announce(...letters(20));
    await until('all others are delivered', async () => (await there.delivered()).length === 19);
    expect(await there.pending()).toMatchObject([{ key: 'p7' }]);
    await there.announce(new LetterSent('later'));
    await until('later events are delivered', async () => (await there.delivered()).length === 20);
    expect(await there.pending()).toMatchObject([{ key: 'p7' }]);
  });

  it('is handled in batches, 500 at most', async () => {
    await there.announce(...letters(1_200));
    await eventsDelivered(there.service);
    expect(await there.delivered()).toHaveLength(1_200);
    expect(Math.max(...there.batches)).toBe(500);
  });

  it('is delivered once by two deliverers at once', async () => {
    await withoutWorkers(there, async () => {
      await there.announce(...letters(1_000));
      const outbox = there.service.get(Outbox);
      await Promise.all([outbox.deliver('archive'), outbox.deliver('archive'), outbox.deliver('archive')]);
    });
    expect(await there.delivered()).toHaveLength(1_000);
    expect(new Set(await there.delivered()).size).toBe(1_000);
  });

  it('is delivered at once for the keys of a reader, and no other events are touched', async () => {
    await withoutWorkers(there, async () => {
      await there.announce(...letters(50));
      await there.service.get(Outbox).deliverNow('archive', { keys: ['p3', 'p4', 'unknown'] });
      expect(await there.delivered()).toEqual(['p3 1', 'p4 1']);
      expect(there.batches).toEqual([2]);
      expect(await there.pending()).toHaveLength(48);
    });
  });

  it('costs a reader of few keys nothing for the events of all others', async () => {
    await withoutWorkers(there, async () => {
      await there.announce(...letters(5_000));
      const rowsRead = await there.service.get(UnitOfWork).run(async (work) => {
        const before = await rowsReadBy(work);
        const waiting = { listener: 'archive', event: 'LetterSent', keys: ['p3', 'p4999'] };
        expect(await takeUntried(work, waiting, 'wait')).toHaveLength(2);
        return (await rowsReadBy(work)) - before;
      });
      expect(rowsRead).toBeLessThanOrEqual(10);
      await there.service.sql('TRUNCATE pending_events');
    });
  });

  it('makes a reader wait for a delivery that is under way', async () => {
    await withoutWorkers(there, async () => {
      await there.announce(new LetterSent('slow'));
      const { service } = there;
      let reader: Promise<void> | undefined;
      let answered = false;
      await service.get(UnitOfWork).run(async (work) => {
        await work.query('DELETE FROM pending_events');
        reader = service.get(Outbox).deliverNow('archive', { keys: ['slow'] });
        void reader.then(() => (answered = true));
        await until('the reader waits', async () => {
          const waiting = await service.sql(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'
                                             AND datname = current_database() AND query LIKE '%pending_events%'`);
          return waiting.length > 0;
        });
        expect(answered).toBe(false);
      });
      await reader;
    });
  });

  it('is tried again for a reader though its next attempt is not due, and does not fail the reader', async () => {
    refused.add('bad');
    await there.announce(new LetterSent('bad'));
    await eventsDelivered(there.service);
    await there.service.get(Outbox).deliverNow('archive', { keys: ['bad'] });
    expect(await there.pending()).toMatchObject([{ attempts: 2 }]);
    refused.clear();
    await there.service.get(Outbox).deliverNow('archive', { keys: ['bad'] });
    expect(await there.delivered()).toEqual(['bad 1']);
  });

  it('does not pile up for listeners that are no more: it goes a week after it was announced', async () => {
    await there.service.sql(
      `INSERT INTO pending_events (listener, event, data, announced_at, due_at)
       SELECT listener, 'LetterSent', '{}', at, at
       FROM (VALUES ('gone', $1::timestamptz), ('gone', $2), ('archive', $1)) AS row (listener, at)`,
      [new Date('2026-10-24T00:00:00Z'), new Date('2026-10-31T00:00:00Z')],
    );
    await there.service.get(EventsTick).removeForgotten();
    const left = await there.service.sql('SELECT listener FROM pending_events ORDER BY listener, announced_at');
    expect(left).toEqual([{ listener: 'archive' }, { listener: 'gone' }]);
  });

  it('cannot be subscribed to twice by one listener', () => {
    const again = { listener: 'archive', event: LetterSent, items: () => [], handle: async () => undefined };
    expect(() => there.service.get(Outbox).subscribe(again)).toThrow('twice');
  });
});

describe('events announced by a process without workers', () => {
  outlives(() => ({}));
});

(hasRedis() ? describe : describe.skip)('the same with the queues in Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => void (redis = await startRedis()));
  afterAll(() => redis.stop());
  outlives(() => ({ REDIS_URL: redis.url }));
});

function outlives(settings: () => Record<string, string>): void {
  it('is delivered by another process, also when that one starts later', async () => {
    const api = await listen({ ...settings(), ROLE: 'api' });
    await api.announce(new LetterSent('early'));
    expect(await api.delivered()).toEqual([]);
    const worker = await listen({ ...settings(), ROLE: 'worker', DATABASE_URL: api.service.databaseUrl });
    // The worker may have taken the signal before this test subscribed; modules subscribe before workers start.
    await worker.service.get(EventsTick).signalWaiting();
    await until('the early letter is there', async () => (await api.delivered()).length === 1);
    await api.announce(new LetterSent('late'));
    await until('the late letter is there', async () => (await api.delivered()).length === 2);
    await worker.service.stop();
    await api.service.stop();
  });
}

/** How many rows of the outbox this connection has read so far. */
async function rowsReadBy(work: Work): Promise<number> {
  const [counter] = await work.query<{ rows: number }>(
    `SELECT seq_tup_read + idx_tup_fetch AS rows FROM pg_stat_xact_user_tables WHERE relname = 'pending_events'`,
  );
  return counter?.rows ?? 0;
}
