import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alreadyNormalised } from '../normalise/normaliser.js';
import { EnvelopeMeter } from './envelope.js';
import { Limiter } from './limiter.js';
import { limitingLoss } from './limiter-prediction.js';

const RATE = 44_100;

/** Something like speech: a buzz in syllables, with pauses. */
const speech = Float32Array.from({ length: 2 * RATE }, (_, at) => {
  const [turn, syllable] = [(2 * Math.PI * at) / RATE, Math.abs(Math.sin((2 * Math.PI * 2 * at) / RATE))];
  return 0.3 * syllable ** 2 * (Math.sin(120 * turn) + 0.7 * Math.sin(480 * turn) + 0.4 * Math.sin(1_900 * turn));
});

function levelled(samples: Float32Array, gain: number, ceiling: number, piece = samples.length): Float32Array {
  const limiter = new Limiter(gain, ceiling, RATE);
  const parts: number[] = [];
  for (let at = 0; at < samples.length; at += piece) {
    parts.push(...limiter.take(alreadyNormalised(samples.subarray(at, at + piece))).values);
  }
  return Float32Array.from([...parts, ...limiter.end().values]);
}

const peakOf = (samples: Float32Array) => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
const powerOf = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0);

describe('Limiter', () => {
  it('never passes the ceiling, and keeps the length, whatever comes', () => {
    const sample = fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: -1, max: 1, noNaN: true }));
    const samples = fc.array(sample, { maxLength: 400 }).map((values) => Float32Array.from(values));
    fc.assert(
      fc.property(samples, fc.double({ min: 0.1, max: 90, noNaN: true }), (values, gain) => {
        const out = levelled(values, gain, 0.5);
        expect(out).toHaveLength(values.length);
        expect(peakOf(out)).toBeLessThanOrEqual(0.500_01);
      }),
    );
  });

  it('is a plain gain below the ceiling', () =>
    expect(levelled(speech, 0.5, 0.9)).toEqual(speech.map((sample) => sample / 2)));

  it('gives the same, however the samples are cut', () =>
    expect(levelled(speech, 4, 0.5, 777)).toEqual(levelled(speech, 4, 0.5)));

  it('lets go of a click within a few hundredths of a second', () => {
    const clicking = Float32Array.from(speech).fill(1, RATE, RATE + 3);
    const [plain, out] = [levelled(speech, 1, 0.7), levelled(clicking, 1, 0.7)];
    const after = RATE + RATE / 20;
    expect(out.subarray(0, RATE - 60)).toEqual(plain.subarray(0, RATE - 60));
    expect(powerOf(out.subarray(after)) / powerOf(plain.subarray(after))).toBeCloseTo(1, 2);
  });

  it.each([3, 6, 12])('takes away what is foreseen of peaks that are limited by %d dB', (decibels) => {
    const ceiling = peakOf(speech) * 10 ** (-decibels / 20);
    const meter = new EnvelopeMeter(RATE);
    meter.take(alreadyNormalised(speech));
    const lost = 10 * Math.log10(powerOf(speech) / powerOf(levelled(speech, 1, ceiling)));
    expect(Math.abs(lost - limitingLoss(meter.result(), ceiling))).toBeLessThan(0.4);
  });
});
