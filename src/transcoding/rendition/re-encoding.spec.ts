import { describe, expect, it } from '@jest/globals';
import { shortfallOf } from '../loudness/gain.js';
import type { Correction } from './level-correction.js';
import { encodeUntilOnTarget, type Pass } from './re-encoding.js';

const limits = { lufs: -16, truePeak: -1.5, peakTolerance: 0.45 };
const heard = (lufs: number, truePeak: number): Pass => ({
  level: { gain: 7, ceiling: -3, shortfall: null },
  measured: { lufs, truePeak, range: 3, seconds: 60 },
});

/** The corrections that are tried when the encoder gives these results, one after the other. */
async function asked(first: Pass, then: Pass[]) {
  const corrections: Correction[] = [];
  const last = await encodeUntilOnTarget(first, limits, async (correction) => {
    corrections.push(correction);
    return then[corrections.length - 1] ?? first;
  });
  return { corrections, last };
}

describe('encodeUntilOnTarget', () => {
  it('ends at once when the result is as planned', async () =>
    expect((await asked(heard(-16.1, -1.6), [])).corrections).toEqual([]));

  it('goes on until the result is near enough', async () => {
    const { corrections, last } = await asked(heard(-17, -2), [heard(-16.1, -2)]);
    expect(corrections).toEqual([{ loss: 1, headroom: 0 }]);
    expect(shortfallOf(last.measured, last.level, limits)).toBeNull();
  });

  it('ends after three, the last with more room for peaks, and reports what is still missed', async () => {
    const { corrections, last } = await asked(heard(-16, -0.5), []);
    const [second = 0, third = 0] = corrections.map(({ headroom }) => headroom);
    expect(corrections).toHaveLength(2);
    expect(third - second).toBeGreaterThan(second);
    expect(shortfallOf(last.measured, last.level, limits)).toBe('peaks-too-high');
  });
});
