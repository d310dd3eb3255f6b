import { FINGERPRINT_RATE } from './fingerprint.js';

/** From this value on, two recordings count as the same. Different speech reaches 0.35 at most, re-encoded audio at least 0.9. */
export const SAME_AUDIO_THRESHOLD = 0.7;
/** Shorter audio has too few changes of level to be recognized. In values: eight seconds. */
const LEAST = 8 * FINGERPRINT_RATE;
/** By how much encoders and cutting may shift audio. In values: two seconds. */
const SHIFT = 2 * FINGERPRINT_RATE;
/** Audio whose level hardly changes cannot be recognized. In quarters of a dB: a standard deviation of 1 dB. */
const FLAT = 4;

/**
 * How similar two fingerprints are: their highest correlation when one is shifted against the other by up to two seconds.
 * 1 is the same; 0 also when one of them is too short or too even.
 */
export function similarity(one: Uint8Array, other: Uint8Array): number {
  let highest = 0;
  for (let shift = -SHIFT; shift <= SHIFT; shift++) {
    const from = one.subarray(Math.max(0, shift));
    const against = other.subarray(Math.max(0, -shift));
    highest = Math.max(highest, correlation(from, against));
  }
  return highest;
}

function correlation(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length);
  if (length < LEAST) return 0;
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let at = 0; at < length; at++) {
    const [a, b] = [one[at] ?? 0, other[at] ?? 0];
    sumA += a;
    sumB += b;
    sumAA += a * a;
    sumBB += b * b;
    sumAB += a * b;
  }
  const varianceA = sumAA / length - (sumA / length) ** 2;
  const varianceB = sumBB / length - (sumB / length) ** 2;
  if (Math.min(varianceA, varianceB) < FLAT * FLAT) return 0;
  return (sumAB / length - (sumA / length) * (sumB / length)) / Math.sqrt(varianceA * varianceB);
}
