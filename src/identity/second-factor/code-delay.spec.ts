import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeDelay, isTold } from './code-delay.js';

const NOW = new Date('2026-03-02T05:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);

describe('the delay after wrong codes', () => {
  it('is none for the first five, then doubles from a minute to an hour', () => {
    const delays = Array.from({ length: 14 }, (_, count) => codeDelay({ count, lastAt: NOW }, NOW));
    expect(delays).toEqual([0, 0, 0, 0, 0, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
  });

  it('is over when its time has passed, however many there were', () => {
    const counts = fc.integer({ min: 0, max: 2_000_000_000 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 7_200 }), (count, seconds) => {
        const left = codeDelay({ count, lastAt: ago(seconds) }, NOW);
        expect(left).toBe(Math.max(0, codeDelay({ count, lastAt: NOW }, NOW) - seconds));
      }),
    );
    expect(codeDelay({ count: 1_000_000, lastAt: ago(3_600) }, NOW)).toBe(0);
  });

  it('is no longer after the clock was set back', () => {
    expect(codeDelay({ count: 5, lastAt: ago(-21_600) }, NOW)).toBe(60);
  });

  it('is told of at every fifth wrong code', () => {
    const told = Array.from({ length: 16 }, (_, count) => count).filter(isTold);
    expect(told).toEqual([5, 10, 15]);
  });

  it('lets whoever knows the password try fewer than 40 codes in a day', () => {
    let [count, second] = [0, 0];
    while (second < 86_400) {
      count += 1;
      second += codeDelay({ count, lastAt: NOW }, NOW);
    }
    expect(count).toBeLessThan(40);
  });
});
