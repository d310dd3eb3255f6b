import type { GainPlan, Target } from '../loudness/gain.js';
import type { Loudness } from '../loudness/loudness.js';

/** What a first encoding showed to be different from what was foreseen. */
export interface Correction {
  /** Loudness that was lost or won on the way, in LU. */
  loss: number;
  /** Room that the encoder needs above the limiter's ceiling, in dB. */
  headroom: number;
}

export const AS_FORESEEN: Correction = { loss: 0, headroom: 0 };

const NEAR_ENOUGH_LU = 0.4;

/**
 * What to do otherwise in a second encoding, after `heard` came out of the first; undefined when it was near enough.
 * @param peakTolerance by how much peaks may pass the target, in dB
 */
export function corrected(
  { shortfall }: GainPlan,
  heard: Loudness,
  target: Target,
  peakTolerance: number,
): Correction | undefined {
  const miss = shortfall || heard.lufs === null ? 0 : target.lufs - heard.lufs;
  const excess = (heard.truePeak ?? -Infinity) - target.truePeak;
  if (Math.abs(miss) <= NEAR_ENOUGH_LU && excess <= peakTolerance) return undefined;
  // A second encoding has its own surprises: half of what may pass is kept for them.
  return { loss: miss, headroom: Math.max(0, excess - peakTolerance / 2) };
}

/** Room beyond what seems to be needed, in dB, when there is no other encoding to come. */
const LAST_ROOM_DB = 1;

/** For the last encoding of all: what peaks passed before, they may pass again. */
export const withMoreRoom = ({ loss, headroom }: Correction): Correction => ({
  loss,
  headroom: headroom > 0 ? headroom + LAST_ROOM_DB : 0,
});

export const sumOf = (one: Correction, other: Correction): Correction => ({
  loss: one.loss + other.loss,
  headroom: one.headroom + other.headroom,
});
