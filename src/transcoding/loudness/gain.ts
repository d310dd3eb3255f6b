import { BLOCK_SECONDS, type Loudness, type Measured } from './loudness.js';

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
export const SHORTFALLS = [
  'silent',
  'too-quiet',
  'too-dynamic',
  'too-short',
  'loudness-missed',
  'peaks-too-high',
] as const;
export type Shortfall = (typeof SHORTFALLS)[number];

export interface GainPlan {
  /** One linear gain for the whole audio, in dB. */
  gain: number;
  shortfall: Shortfall | null;
}

/**
 * The one gain that brings measured audio to the target, held back where more would do harm.
 * @param loss what limiter and encoder are expected to take away, in LU
 */
export function planGain(measured: Measured, target: Target, loss: (gain: number) => number = () => 0): GainPlan {
  if (measured.truePeak === null) return { gain: 0, shortfall: 'silent' };
  if (measured.lufs === null) {
    const shortfall = measured.seconds < BLOCK_SECONDS ? 'too-short' : 'too-quiet';
    return { gain: withoutLimiting(measured.truePeak, target), shortfall };
  }
  const wanted = solve(target.lufs - measured.lufs, loss);
  const mostLimited = target.truePeak - measured.truePeak + MAX_LIMITING_DB;
  const most = Math.min(MAX_GAIN_DB, mostLimited);
  if (wanted <= most) return { gain: wanted, shortfall: null };
  return { gain: most, shortfall: mostLimited < MAX_GAIN_DB ? 'too-dynamic' : 'too-quiet' };
}

/**
 * What one rendition, as it is decoded, is short of. Nothing is short of a target that was reached after all, and
 * nothing that misses it passes for good, whether that was foreseen or not.
 * @param limits how far above the highest true peak it may be, in dB, besides the target
 */
export function shortfallOf(
  { lufs, truePeak }: Loudness,
  plan: GainPlan,
  limits: Target & { peakTolerance: number },
): Shortfall | null {
  const isReached = lufs !== null && hundredth(Math.abs(lufs - limits.lufs)) <= TOLERANCE_LU;
  if (!isReached) return plan.shortfall ?? 'loudness-missed';
  const excess = hundredth((truePeak ?? -Infinity) - limits.truePeak);
  return excess > limits.peakTolerance ? 'peaks-too-high' : null;
}

const hundredth = (value: number) => Math.round(100 * value) / 100;

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
