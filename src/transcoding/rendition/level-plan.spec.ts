import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Envelope } from '../loudness/envelope.js';
import type { Loudness } from '../loudness/loudness.js';
import { AS_FORESEEN, corrected, sumOf } from './level-correction.js';
import { levelFor } from './level-plan.js';

const target = { lufs: -16, truePeak: -1.5 };

/** Ten seconds at one level, with a click of `peak` once a second. */
function clicking(level: number, peak: number): Envelope {
  const rate = 200;
  const peaks = Float32Array.from({ length: 10 * rate }, (_, block) => (block % rate === 0 ? peak : level));
  const powers = Float32Array.from(peaks, () => level ** 2 / 2);
  return { rate, peaks, powers, seconds: 10, truePeak: peak };
}

const heard = (level: number, peak: number) => ({
  before: { lufs: 20 * Math.log10(level) - 3.7, range: 3, truePeak: 20 * Math.log10(peak), seconds: 10 },
  envelope: clicking(level, peak),
});

describe('levelFor', () => {
  it('turns sound without peaks straight to the target', () =>
    expect(levelFor(heard(0.1, 0.1), target, AS_FORESEEN).gain).toBeCloseTo(7.7, 1));

  it('leaves an encoder the more room the more it limits', () => {
    const little = levelFor(heard(0.1, 0.4), target, AS_FORESEEN);
    const much = levelFor(heard(0.1, 0.9), target, AS_FORESEEN);
    expect(much.ceiling).toBeLessThan(little.ceiling);
  });

  it('never lets a sample pass the highest true peak', () => {
    const figure = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(figure, figure, (level, peak) => {
        const { ceiling } = levelFor(heard(Math.min(level, peak), peak), target, AS_FORESEEN);
        expect(ceiling).toBeLessThan(target.truePeak);
      }),
    );
  });
});

describe('corrected', () => {
  const level = { gain: 7, shortfall: null };
  const measured: Loudness = { lufs: -16.2, range: 3, truePeak: -1.3 };

  it('asks for nothing when it came out near enough', () =>
    expect(corrected(level, measured, target, 0.4)).toBeUndefined());

  it('asks for what was lost, and for room above peaks', () => {
    expect(corrected(level, { ...measured, lufs: -17 }, target, 0.4)?.loss).toBeCloseTo(1);
    expect(corrected(level, { ...measured, truePeak: -0.5 }, target, 0.4)?.headroom).toBeCloseTo(0.8);
  });

  it('brings down peaks also of what cannot reach the target', () =>
    expect(
      corrected({ ...level, shortfall: 'too-dynamic' }, { ...measured, lufs: -19, truePeak: 0 }, target, 0.4),
    ).toEqual({
      loss: 0,
      headroom: 1.3,
    }));

  it('adds up', () =>
    expect(sumOf({ loss: 1, headroom: 2 }, { loss: 0.5, headroom: 1 })).toEqual({ loss: 1.5, headroom: 3 }));
});
