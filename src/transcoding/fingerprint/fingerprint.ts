import type { Envelope } from '../loudness/envelope.js';

/** Values per second of a fingerprint. */
const FINGERPRINT_RATE = 20;
/** The part of the audio that it covers, in seconds. */
const SECONDS = 300;
/** Everything this far below the mean, in dB, counts as the same silence, whatever an encoder made of it. */
const FLOOR = -30;
const STEPS_PER_DB = 4;
/** Each value averages so many seconds to both sides, so that a shift by a fraction of a value changes little. */
const AROUND = 0.1;

/**
 * How the level changes over time: a byte for each twentieth of a second of the first five minutes, in quarters of a dB
 * relative to the mean. Gain, format and bit rate hardly change it; other audio has another fingerprint.
 */
export function fingerprintOf({ powers, rate }: Envelope): Uint8Array {
  const length = Math.min(SECONDS * FINGERPRINT_RATE, Math.floor((powers.length / rate) * FINGERPRINT_RATE));
  const mean = meanOf(powers, 0, Math.ceil((length / FINGERPRINT_RATE) * rate));
  return Uint8Array.from({ length }, (_, at) => {
    const middle = ((at + 0.5) * rate) / FINGERPRINT_RATE;
    const power = meanOf(powers, Math.round(middle - AROUND * rate), Math.round(middle + AROUND * rate));
    const level = mean > 0 && power > 0 ? 10 * Math.log10(power / mean) : FLOOR;
    return Math.min(255, Math.max(0, Math.round(STEPS_PER_DB * (level - FLOOR))));
  });
}

function meanOf(powers: Float32Array, from: number, until: number): number {
  const [first, last] = [Math.max(0, from), Math.min(powers.length, until)];
  let sum = 0;
  for (let block = first; block < last; block++) sum += powers[block] ?? 0;
  return last > first ? sum / (last - first) : 0;
}

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
