import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FairQueue, QueueFull } from './fair-queue.js';

/** Tasks that end one by one, when the test says so. */
function stepwise(queue: FairQueue) {
  const started: string[] = [];
  const open: (() => void)[] = [];
  const outcomes: Promise<string>[] = [];
  return {
    started,
    add(key: string, options: { isKnown?: boolean } = {}): void {
      const task = () =>
        new Promise<void>((resolve) => {
          started.push(key);
          open.push(resolve);
        });
      const done = queue.run(key, task, options).then(
        () => 'done',
        (error: unknown) => (error instanceof QueueFull ? 'dropped' : 'failed'),
      );
      outcomes.push(done);
    },
    async finishAll(): Promise<string[]> {
      while (open.length > 0) {
        open.shift()?.();
        await new Promise(setImmediate);
      }
      return Promise.all(outcomes);
    },
  };
}

describe('a fair queue', () => {
  it('runs every task that it did not drop, never more at once than allowed and never two of one key', async () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 3 }), async (keys, atOnce) => {
        const running: string[] = [];
        const queue = new FairQueue({ atOnce, waiting: 1_000 });
        const task = (key: string) => async () => {
          expect(running).not.toContain(key);
          running.push(key);
          expect(running.length).toBeLessThanOrEqual(atOnce);
          await new Promise(setImmediate);
          running.splice(running.indexOf(key), 1);
          return key;
        };
        expect(await Promise.all(keys.map((key) => queue.run(key, task(key))))).toEqual(keys);
      }),
      { numRuns: 30 },
    );
  });

  it('lets a newcomer wait for one task of a flood, not for the flood', async () => {
    const tasks = stepwise(new FairQueue({ atOnce: 1, waiting: 1_000 }));
    for (let number = 0; number < 100; number += 1) tasks.add('flood');
    tasks.add('newcomer');
    await tasks.finishAll();
    expect(tasks.started.indexOf('newcomer')).toBeLessThanOrEqual(2);
  });

  it('drops the last task of the longest line when it is full', async () => {
    const tasks = stepwise(new FairQueue({ atOnce: 1, waiting: 5 }));
    for (let number = 0; number < 8; number += 1) tasks.add('flood');
    tasks.add('newcomer');
    const outcomes = await tasks.finishAll();
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(6);
    expect(outcomes.at(-1)).toBe('done');
  });

  it('lets the known through first and drops none of them, however many others come', async () => {
    const tasks = stepwise(new FairQueue({ atOnce: 1, waiting: 5 }));
    for (let number = 0; number < 10; number += 1) tasks.add(`stranger ${number}`);
    tasks.add('known', { isKnown: true });
    tasks.add('known', { isKnown: true });
    for (let number = 10; number < 50; number += 1) tasks.add(`stranger ${number}`);
    const outcomes = await tasks.finishAll();
    expect(outcomes.slice(10, 12)).toEqual(['done', 'done']);
    expect(tasks.started.slice(1, 3)).toEqual(['known', 'known']);
  });

  it('goes on after a task that failed', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 5 });
    await expect(queue.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run('a', () => Promise.resolve('yes'))).toBe('yes');
  });
});
