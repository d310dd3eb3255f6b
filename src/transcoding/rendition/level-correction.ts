import type { GainPlan, Target } from '../loudness/gain.js';
import type { Loudness } from '../loudness/loudness.js';

/** By how much the plan is changed after an encoding came out differently than planned. */
export interface Correction {
  /** Loudness that was lost or gained, in LU. */
  loss: number;
  /** Room that the encoder needs above the limiter's ceiling, in dB. */
  headroom: number;
}

export const NO_CORRECTION: Correction = { loss: 0, headroom: 0 };

const NEAR_ENOUGH_LU = 0.4;

/**
 * What to change in the next encoding, after `heard` came out of the last one; undefined when it was near enough.
 * @param peakTolerance by how much peaks may exceed the target, in dB
 */
export function correctionAfter(
  { shortfall }: GainPlan,
  heard: Loudness,
  target: Target,
  peakTolerance: number,
): Correction | undefined {
  const miss = shortfall || heard.lufs === null ? 0 : target.lufs - heard.lufs;
  const excess = (heard.truePeak ?? -Infinity) - target.truePeak;
  if (Math.abs(miss) <= NEAR_ENOUGH_LU && excess <= peakTolerance) return undefined;
  // The next encoding varies too: half of the tolerance is kept for it.
  return { loss: miss, headroom: Math.max(0, excess - peakTolerance / 2) };
}

/** Additional room in the last encoding, in dB. */
const LAST_ROOM_DB = 1;

/** For the last encoding: peaks that exceeded the tolerance before may do so again. */
export const withMoreRoom = ({ loss, headroom }: Correction): Correction => ({
  loss,
  headroom: headroom > 0 ? headroom + LAST_ROOM_DB : 0,
});

export const sumOf = (one: Correction, other: Correction): Correction => ({
  loss: one.loss + other.loss,
  headroom: one.headroom + other.headroom,
});
