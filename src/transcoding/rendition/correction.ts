import type { Target } from '../loudness/gain.js';
import type { Measured } from '../loudness/measuring.js';

/** What a first encoding showed to be different from what was expected. */
export interface Correction {
  /** Loudness that was lost or won on the way, in LU. */
  loss: number;
  /** Room that encoders need above the limiter's ceiling, in dB. */
  headroom: number;
}

/** What encoders usually add to peaks, measured on speech: up to 0.8 dB. */
export const EXPECTED: Correction = { loss: 0, headroom: 1 };

const NEAR_ENOUGH_LU = 0.35;
const NEAR_ENOUGH_DB = 0.3;

/** What to expect of a second encoding, after `heard` came out of the first; undefined when that was near enough. */
export function corrected(expected: Correction, heard: readonly Measured[], target: Target): Correction | undefined {
  const misses = heard.flatMap(({ lufs }) => (lufs === null ? [] : target.lufs - lufs));
  const miss = misses.length > 0 ? (Math.max(...misses) + Math.min(...misses)) / 2 : 0;
  const excess = Math.max(...heard.map(({ truePeak }) => (truePeak ?? -Infinity) - target.truePeak));
  if (Math.abs(miss) <= NEAR_ENOUGH_LU && excess <= NEAR_ENOUGH_DB) return undefined;
  return { loss: expected.loss + miss, headroom: expected.headroom + Math.max(0, excess) };
}
