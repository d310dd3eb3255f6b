import { FINGERPRINT_RATE } from './fingerprint.js';

/** From here on two sounds are told to be the same. Other speech reaches 0.35 at the most, re-encoded 0.9 and more. */
export const SAME = 0.7;
/** What is shorter has too little going on to be told from others, in values: eight seconds. */
const LEAST = 8 * FINGERPRINT_RATE;
/** Encoders and cutting move a sound by so much, in values: two seconds. */
const SHIFT = 2 * FINGERPRINT_RATE;
/** A sound whose level hardly changes has no fingerprint: below 1 dB of deviation, in its quarters. */
const FLAT = 4;

/**
 * How alike two fingerprints are: the highest correlation of theirs when one is moved against the other by up to two
 * seconds; 1 is the same. 0 when either is too short or too even to tell.
 */
export function likeness(one: Uint8Array, other: Uint8Array): number {
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
