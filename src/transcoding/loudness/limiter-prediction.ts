import type { Envelope } from './envelope.js';

/** How long before a peak the limiter comes down, and the time constant with which it lets go, in ms. */
export const LIMITER = { attack: 1, release: 10 };

/**
 * Of the reduction in dB that a block needs for its peak, the share that the whole block gets: all of it in a steady tone,
 * less when a single peak stands out. Found with speech.
 */
const APPLIED = { least: 0.82, perCrest: 0.34 };
const appliedShare = (peak: number, power: number) =>
  Math.min(1, APPLIED.least + (APPLIED.perCrest * power) / peak ** 2);

/**
 * How much loudness the limiter takes away, in LU, when peaks above `threshold` (linear) come down to it. The limiter is
 * played through block by block: down to the ceiling at once, back up exponentially.
 */
export function limitingLoss({ peaks, powers, rate }: Envelope, threshold: number): number {
  const kept = Math.exp(-1_000 / (LIMITER.release * rate));
  let reduction = 0;
  let whole = 0;
  let left = 0;
  for (let block = 0; block < peaks.length; block++) {
    reduction = Math.max(over(peaks[block], threshold), reduction * kept);
    const power = powers[block] ?? 0;
    whole += power;
    if (reduction > 0) left += power * (1 - reduction) ** (2 * appliedShare(peaks[block] ?? 0, power));
    else left += power;
  }
  return whole > 0 && left > 0 ? 10 * Math.log10(whole / left) : 0;
}

/** Peaks above the sustained one take up at most this share of the time in which anything is heard. */
const RARE = 0.005;
/** What is this much below the mean power is a pause. */
const PAUSE_POWER = 1e-3;

/**
 * The peak level, linear, that all but the rarest peaks stay below. A click or a plosive may be limited by any amount
 * without harm; a voice may not.
 */
export function sustainedPeakOf({ peaks, powers }: Envelope): number {
  const mean = powers.reduce((sum, power) => sum + power, 0) / Math.max(1, powers.length);
  const heard = peaks.filter((_, block) => (powers[block] ?? 0) > PAUSE_POWER * mean).toSorted();
  return heard[Math.max(0, Math.floor((1 - RARE) * heard.length) - 1)] ?? 0;
}

/** The part by which a peak has to come down. */
const over = (peak = 0, threshold: number) => (peak > threshold ? 1 - threshold / peak : 0);
