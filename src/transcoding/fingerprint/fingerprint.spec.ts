import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Envelope } from '../loudness/envelope.js';
import { fingerprintOf, SAME_AUDIO_THRESHOLD, similarity } from './fingerprint.js';

const RATE = 200;
const SECONDS = 30;

/** A sound that goes up and down by chance, in dB: a new level every fifth of a second, and nothing between words. */
const levels = fc.array(fc.oneof(fc.constant(-90), fc.double({ min: -30, max: 0, noNaN: true })), {
  minLength: 5 * SECONDS,
  maxLength: 5 * SECONDS,
});
function soundOf(steps: readonly number[], gain = 0, delay = 0): Envelope {
  const powers = Float32Array.from({ length: RATE * SECONDS }, (_, block) => {
    const level = steps[Math.floor((block / RATE - delay) * 5)];
    return level === undefined ? 0 : 10 ** ((level + gain) / 10);
  });
  return { rate: RATE, powers, peaks: powers, seconds: SECONDS, truePeak: 1 };
}
const lively = levels.filter((steps) => similarity(fingerprintOf(soundOf(steps)), fingerprintOf(soundOf(steps))) > 0);

describe('similarity', () => {
  it('is not changed by gain, nor much by a delay of less than two seconds', () => {
    const gain = fc.double({ min: -40, max: 10, noNaN: true });
    const delay = fc.double({ min: 0, max: 1.9, noNaN: true });
    fc.assert(
      fc.property(lively, gain, delay, (steps, louder, later) => {
        const again = soundOf(steps, louder, later);
        expect(similarity(fingerprintOf(soundOf(steps)), fingerprintOf(again))).toBeGreaterThan(SAME_AUDIO_THRESHOLD);
      }),
    );
  });

  it('is the same from both sides, and never more than whole', () => {
    fc.assert(
      fc.property(levels, levels, (one, other) => {
        const [a, b] = [fingerprintOf(soundOf(one)), fingerprintOf(soundOf(other))];
        expect(similarity(a, b)).toBeCloseTo(similarity(b, a), 10);
        expect(similarity(a, b)).toBeLessThanOrEqual(1.000_001);
      }),
    );
  });

  it('tells nothing of what is too short or too even', () => {
    const short = fingerprintOf({ ...soundOf([0, -20, 0]), powers: soundOf([0, -20, 0]).powers.subarray(0, 7 * RATE) });
    expect(similarity(short, short)).toBe(0);
    const even = fingerprintOf(soundOf(Array.from({ length: 200 }, () => -10)));
    expect(similarity(even, even)).toBe(0);
    expect(similarity(new Uint8Array(0), even)).toBe(0);
  });

  it('keeps to a few thousand bytes, also for hours', () => {
    const hours = fingerprintOf({ ...soundOf([]), powers: new Float32Array(2 * 3_600 * RATE) });
    expect(hours).toHaveLength(6_000);
  });
});
