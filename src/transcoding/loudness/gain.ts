import type { Loudness } from './loudness.js';

/** What the audio is to sound like. */
export interface Target {
  /** Integrated loudness in LUFS. */
  lufs: number;
  /** Highest true peak in dBTP. */
  truePeak: number;
}

/** How far from the target a rendition may be, in LU. */
export const TOLERANCE_LU = 0.5;

/** More gain than this raises the room and the recorder, not the voice. */
export const MAX_GAIN_DB = 40;

/** More limiting than this is heard as distortion: the peaks would have to come down by more than the voice allows. */
export const MAX_LIMITING_DB = 18;

/** Why the target is not reached; told to the editor in their language by its code. */
export type Shortfall = 'silent' | 'too-quiet' | 'too-dynamic' | 'too-short';

export interface GainPlan {
  /** One linear gain for the whole audio, in dB. */
  gain: number;
  shortfall: Shortfall | null;
}

/**
 * The one gain that brings measured audio to the target, held back where more would do harm.
 * @param loss what limiter and encoder are expected to take away, in LU
 */
export function planGain(measured: Loudness, target: Target, loss: (gain: number) => number = () => 0): GainPlan {
  if (measured.truePeak === null) return { gain: 0, shortfall: 'silent' };
  if (measured.lufs === null) return { gain: withoutLimiting(measured.truePeak, target), shortfall: 'too-short' };
  const wanted = solve(target.lufs - measured.lufs, loss);
  if (wanted > MAX_GAIN_DB) return { gain: MAX_GAIN_DB, shortfall: 'too-quiet' };
  const limiting = measured.truePeak + wanted - target.truePeak;
  if (limiting > MAX_LIMITING_DB) return { gain: wanted - (limiting - MAX_LIMITING_DB), shortfall: 'too-dynamic' };
  return { gain: wanted, shortfall: null };
}

/** Sound that was levelled by a plan, and how loud it is. */
export interface Levelled {
  level: GainPlan;
  measured: Loudness;
}

/**
 * Nothing is short of a target that was reached after all; but when one of several renditions is short of it, so is the
 * whole.
 * @returns the gain of the first
 */
export function asTheyCameOut(made: readonly [Levelled, ...Levelled[]], target: Target): GainPlan {
  const short = made.find(({ level, measured }) => level.shortfall && !isReached(measured, target));
  return { gain: made[0].level.gain, shortfall: short?.level.shortfall ?? null };
}

const isReached = ({ lufs }: Loudness, target: Target) => lufs !== null && Math.abs(lufs - target.lufs) <= TOLERANCE_LU;

/** Peaks just at the ceiling, and never more than the most gain there is. */
const withoutLimiting = (peak: number, target: Target) => Math.min(target.truePeak - peak, MAX_GAIN_DB);

/** The gain with `gain - loss(gain) = needed`: the loss grows with the gain, but more slowly, so there is one. */
function solve(needed: number, loss: (gain: number) => number): number {
  let [low, high] = [needed, needed + MAX_GAIN_DB];
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    if (middle - loss(middle) < needed) low = middle;
    else high = middle;
  }
  return high;
}

/** The linear factor of `decibels`. */
export const factorOf = (decibels: number): number => 10 ** (decibels / 20);
