import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_GAIN_DB, MAX_LIMITING_DB, planGain as planWith, shortfallOf } from './gain.js';
import type { Measured } from './loudness.js';

const target = { lufs: -16, truePeak: -1.5 };
const speech = { lufs: -23, range: 5, truePeak: -6, seconds: 60 };

/** The plan for audio whose highest peak is no click. */
const planGain = (measured: Measured, to: typeof target, loss: (gain: number) => number = () => 0) =>
  planWith(measured, to, { loss, sustainedPeak: measured.truePeak ?? -Infinity });

describe('planGain', () => {
  it('is the difference to the target', () => expect(planGain(speech, target).gain).toBeCloseTo(7, 1));

  it('makes up for what limiter and encoder take away', () => {
    const { gain } = planGain(speech, target, (gain) => gain / 4);
    expect(gain - gain / 4).toBeCloseTo(7, 1);
  });

  it('goes through the recording a few times only, and less than a hundredth of a dB is left', () => {
    const knee = fc.double({ min: -5, max: 7, noNaN: true });
    const share = fc.double({ min: 0.05, max: 0.8, noNaN: true });
    fc.assert(
      fc.property(knee, share, (from, most) => {
        let times = 0;
        const loss = (gain: number) => {
          times++;
          const over = Math.max(0, gain - from);
          return (most * over ** 2) / (over + 6);
        };
        const { gain } = planGain({ ...speech, truePeak: -20 }, target, loss);
        expect(times).toBeLessThanOrEqual(12);
        expect(gain - loss(gain)).toBeCloseTo(7, 1);
        expect(Math.abs(gain - loss(gain) - 7)).toBeLessThanOrEqual(0.01);
      }),
    );
  });

  it('turns loud audio down', () => expect(planGain({ ...speech, lufs: -9 }, target).gain).toBeCloseTo(-7, 1));

  it.each([
    ['silent', { lufs: null, range: 0, truePeak: null, seconds: 60 }],
    ['too-short', { lufs: null, range: 0, truePeak: -6, seconds: 0.399 }],
    ['too-quiet', { lufs: null, range: 0, truePeak: -82, seconds: 0.4 }],
    ['too-quiet', { lufs: -65, range: 3, truePeak: -50, seconds: 60 }],
    ['too-dynamic', { lufs: -40, range: 20, truePeak: -3, seconds: 60 }],
  ] as const)('says when audio is %s', (shortfall, measured) =>
    expect(planGain(measured, target).shortfall).toBe(shortfall),
  );

  it('lets a click be limited as much as it takes', () => {
    const clicking = { lufs: -45, range: 5, truePeak: 0, seconds: 60 };
    const plan = planWith(clicking, target, { loss: () => 0, sustainedPeak: -30 });
    expect(plan).toMatchObject({ shortfall: null, gain: expect.closeTo(29, 1) });
  });

  it('never asks for more than the most gain there is', () => {
    const figure = fc.option(fc.double({ min: -90, max: 10, noNaN: true }));
    fc.assert(
      fc.property(figure, figure, (lufs, truePeak) => {
        expect(planGain({ lufs, truePeak, range: 0, seconds: 60 }, target).gain).toBeLessThanOrEqual(MAX_GAIN_DB);
      }),
    );
  });
});

describe('the gain of a voice with high peaks, of which the limiter takes more than gain can give back', () => {
  // However much is given, the limiter takes it away again.
  const plan = planGain({ ...speech, truePeak: -4 }, target, (gain) => Math.max(0, gain - 5));

  it('is held back where the limiter would distort it, not where the room would be raised', () => {
    expect(plan.gain).toBeCloseTo(MAX_LIMITING_DB + 4 - 1.5, 5);
    expect(plan.shortfall).toBe('too-dynamic');
  });
});

describe('what a rendition is short of', () => {
  const limits = { ...target, peakTolerance: 0.45 };
  const foreseen = { gain: 20, shortfall: 'too-dynamic' } as const;
  const surprising = { gain: 7, shortfall: null };
  const heard = (lufs: number | null, truePeak: number) => ({ lufs, truePeak, range: 5 });

  it('is nothing when it reached the target after all', () =>
    expect(shortfallOf(heard(-16.3, -1.5), foreseen, limits)).toBeNull());

  it('is what was foreseen when it did not', () =>
    expect(shortfallOf(heard(-17, -1.5), foreseen, limits)).toBe('too-dynamic'));

  it.each([-16.6, -15.4, null])('is its loudness when %s LUFS came out unforeseen', (lufs) =>
    expect(shortfallOf(heard(lufs, -1.5), surprising, limits)).toBe('loudness-missed'),
  );

  it('is its peaks when they come out above the tolerance', () => {
    expect(shortfallOf(heard(-16, -1.05), surprising, limits)).toBeNull();
    expect(shortfallOf(heard(-16, -1.04), surprising, limits)).toBe('peaks-too-high');
    expect(shortfallOf(heard(-16, -1.04), foreseen, limits)).toBe('peaks-too-high');
  });
});
