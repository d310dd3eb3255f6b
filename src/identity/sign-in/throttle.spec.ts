import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Delays, delaySeconds, waitSeconds } from './throttle.js';

const START = Date.parse('2026-03-02T00:00:00Z');
const delays: fc.Arbitrary<Delays> = fc.record({
  free: fc.integer({ min: 1, max: 50 }),
  firstSeconds: fc.integer({ min: 1, max: 60 }),
  mostSeconds: fc.integer({ min: 60, max: 3_600 }),
});
const count = fc.integer({ min: 0, max: 100_000 });

/** Guesses somebody gets within `seconds` who tries whenever they may. */
function guessesWithin(seconds: number, delays: Delays): number {
  let [tried, at] = [0, 0];
  while (at <= seconds) {
    tried += 1;
    at += Math.max(delaySeconds(tried, delays), 0.01);
    if (delaySeconds(tried, delays) === 0) at -= 0.01;
  }
  return tried;
}

describe('the sign-in throttle', () => {
  it('costs nothing below the free failures, and never less for more failures', () => {
    fc.assert(
      fc.property(count, delays, (count, delays) => {
        const delay = delaySeconds(count, delays);
        if (count < delays.free) expect(delay).toBe(0);
        else expect(delay).toBeGreaterThan(0);
        expect(delay).toBeLessThanOrEqual(delays.mostSeconds);
        expect(delaySeconds(count + 1, delays)).toBeGreaterThanOrEqual(delay);
      }),
    );
  });

  it('doubles from failure to failure up to the longest delay', () => {
    const delays = { free: 5, firstSeconds: 2, mostSeconds: 900 };
    expect([4, 5, 6, 7, 8, 13, 14, 1_000].map((count) => delaySeconds(count, delays))).toEqual([
      0, 2, 4, 8, 16, 512, 900, 900,
    ]);
  });

  it('is over exactly when the delay after the last failure is over', () => {
    fc.assert(
      fc.property(count, delays, fc.integer({ min: 0, max: 10_000 }), (count, delays, later) => {
        const failures = { count, lastAt: new Date(START) };
        const wait = waitSeconds(failures, new Date(START + later * 1_000), delays);
        expect(wait).toBe(Math.max(0, delaySeconds(count, delays) - later));
      }),
    );
    expect(waitSeconds({ count: 0, lastAt: null }, new Date(START), { free: 1, firstSeconds: 1, mostSeconds: 1 })).toBe(
      0,
    );
  });

  it('is no longer after the clock was set back', () => {
    const delays = { free: 5, firstSeconds: 2, mostSeconds: 900 };
    const waits = [1, 5, 6].map((count) =>
      waitSeconds({ count, lastAt: new Date(START + 21_600_000) }, new Date(START), delays),
    );
    expect(waits).toEqual([0, 2, 4]);
  });

  it('leaves fewer than 120 guesses a day for one login, whatever the number of addresses', () => {
    expect(guessesWithin(86_400, { free: 5, firstSeconds: 2, mostSeconds: 900 })).toBeLessThan(120);
  });
});
