import type { Envelope } from './envelope.js';

/** How quickly the limiter reacts to a peak and recovers after it, in ms; also used for ffmpeg's `alimiter`. */
export const LIMITER = { attack: 5, release: 50 };

/**
 * How much loudness a limiter takes away, in LU, when it reduces peaks to `threshold` (linear).
 * The limiter is simulated block by block: down to the threshold at once, back up in a straight line.
 */
export function limitingLoss({ peaks, powers, rate }: Envelope, threshold: number): number {
  const releaseBlocks = (LIMITER.release / 1_000) * rate;
  let reduction = 0;
  let slope = 0;
  let whole = 0;
  let left = 0;
  for (let block = 0; block < peaks.length; block++) {
    // The limiter comes down during its attack, which is the block before the peak: by half on average.
    const needed = Math.max(over(peaks[block], threshold), over(peaks[block + 1], threshold) / 2);
    reduction = Math.max(0, reduction - slope);
    if (needed >= reduction) {
      reduction = needed;
      slope = needed / releaseBlocks;
    }
    const power = powers[block] ?? 0;
    whole += power;
    left += power * (1 - reduction) ** 2;
  }
  return whole > 0 && left > 0 ? 10 * Math.log10(whole / left) : 0;
}

/** The share by which a peak must be reduced. */
const over = (peak = 0, threshold: number) => (peak > threshold ? 1 - threshold / peak : 0);
