import type { Envelope } from '../loudness/envelope.js';

/** Values per second of a fingerprint. */
export const FINGERPRINT_RATE = 20;
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
