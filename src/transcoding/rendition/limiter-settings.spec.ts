import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Envelope } from '../loudness/envelope.js';
import type { Loudness } from '../loudness/loudness.js';
import { correctionAfter, NO_CORRECTION, sumOf } from './level-correction.js';
import { limiterSettings } from './limiter-settings.js';

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

describe('limiterSettings', () => {
  it('brings audio without peaks straight to the target', () =>
    expect(limiterSettings(heard(0.1, 0.1), target, NO_CORRECTION).gain).toBeCloseTo(7.7, 1));

  it('leaves an encoder more room if it limits more', () => {
    const little = limiterSettings(heard(0.1, 0.4), target, NO_CORRECTION);
    const much = limiterSettings(heard(0.1, 0.9), target, NO_CORRECTION);
    expect(much.ceiling).toBeLessThan(little.ceiling);
  });

  it('never lets a sample exceed the highest true peak', () => {
    const figure = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(figure, figure, (level, peak) => {
        const { ceiling } = limiterSettings(heard(Math.min(level, peak), peak), target, NO_CORRECTION);
        expect(ceiling).toBeLessThan(target.truePeak);
      }),
    );
  });
});

describe('correctionAfter', () => {
  const level = { gain: 7, shortfall: null };
  const measured: Loudness = { lufs: -16.2, range: 3, truePeak: -1.3 };

  it('asks for nothing when the result is near enough', () =>
    expect(correctionAfter(level, measured, target, 0.4)).toBeUndefined());

  it('asks for what was lost, and for room above peaks', () => {
    expect(correctionAfter(level, { ...measured, lufs: -17 }, target, 0.4)?.loss).toBeCloseTo(1);
    expect(correctionAfter(level, { ...measured, truePeak: -0.5 }, target, 0.4)?.headroom).toBeCloseTo(0.8);
  });

  it('reduces peaks also when the target cannot be reached', () =>
    expect(
      correctionAfter({ ...level, shortfall: 'too-dynamic' }, { ...measured, lufs: -19, truePeak: 0 }, target, 0.4),
    ).toEqual({
      loss: 0,
      headroom: 1.3,
    }));

  it('adds up', () =>
    expect(sumOf({ loss: 1, headroom: 2 }, { loss: 0.5, headroom: 1 })).toEqual({ loss: 1.5, headroom: 3 }));
});
