import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RateLimit } from './rate-limit.js';

const START = Date.UTC(2026, 10, 1);
const after = (seconds: number) => new Date(START + seconds * 1_000);

describe('a rate limit', () => {
  it('grants a minute’s worth at once, and then says how long to wait', () => {
    const limit = new RateLimit(120);
    expect(limit.take('one', 120, after(0))).toBe(0);
    expect(limit.take('one', 1, after(0))).toBe(1);
    expect(limit.take('one', 60, after(0))).toBe(30);
    expect(limit.take('one', 60, after(30))).toBe(0);
    expect(limit.take('other', 120, after(0))).toBe(0);
  });

  it('grants what was refused after the time that it said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.array(fc.integer({ min: 1, max: 6_000 })), (most, costs) => {
        const limit = new RateLimit(most);
        let seconds = 0;
        for (const cost of costs) {
          const wait = limit.take('one', cost, after(seconds));
          expect(wait).toBeLessThanOrEqual(60);
          seconds += wait;
          if (wait > 0) expect(limit.take('one', cost, after(seconds))).toBe(0);
        }
      }),
    );
  });

  it('never grants more than two minutes’ worth in a minute', () => {
    const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 1, max: 50 })));
    fc.assert(
      fc.property(times, (asked) => {
        const limit = new RateLimit(100);
        const inOrder = asked.toSorted(([one], [other]) => one - other);
        const granted = inOrder.filter(([second, cost]) => limit.take('one', cost, after(second)) === 0);
        expect(granted.reduce((sum, [, cost]) => sum + cost, 0)).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('is not confused by a clock that goes back', () => {
    const limit = new RateLimit(10);
    expect(limit.take('one', 10, after(100))).toBe(0);
    expect(limit.take('one', 1, after(0))).toBeGreaterThan(0);
    expect(limit.take('one', 1, after(106))).toBe(0);
  });

  it('forgets those who have not come for a minute', () => {
    const limit = new RateLimit(1);
    for (let key = 0; key < 10_000; key += 1) limit.take(String(key), 1, after(0));
    limit.take('late', 1, after(61));
    expect((limit as unknown as { buckets: Map<string, unknown> }).buckets.size).toBe(1);
  });
});
