import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { BLOCK_SECONDS, type Loudness, type Measured } from './loudness.js';

/** The target of every rendition. */
export interface Target {
  /** Integrated loudness in LUFS. */
  lufs: number;
  /** Highest true peak in dBTP. */
  truePeak: number;
}

/** How far from the target a rendition may be, in LU. */
export const TOLERANCE_LU = 0.5;

/** More gain than this amplifies the noise of the room and the recorder, not the voice. */
export const MAX_GAIN_DB = 40;

/** More limiting than this, of more than a few peaks, is audible as distortion. */
export const MAX_LIMITING_DB = 18;

/** Why the target is not reached. */
export const Shortfall = codes('Shortfall', {
  silent: { vi: 'chỉ có im lặng', en: 'there is only silence' },
  'too-quiet': { vi: 'quá nhỏ: tăng thêm sẽ nghe rõ tiếng ồn', en: 'too quiet: more gain would amplify noise' },
  'too-dynamic': { vi: 'chỗ to chỗ nhỏ quá chênh lệch', en: 'its peaks are too far above the rest' },
  'too-short': { vi: 'quá ngắn để đo âm lượng', en: 'too short to have a loudness' },
  'loudness-missed': { vi: 'âm lượng lệch so với mức chuẩn', en: 'its loudness differs from the target' },
  'peaks-too-high': { vi: 'đỉnh âm vượt mức cho phép', en: 'its peaks exceed the limit' },
});
export type Shortfall = z.infer<typeof Shortfall>;

export interface GainPlan {
  /** The gain of the whole audio, in dB. */
  gain: number;
  shortfall: Shortfall | null;
}

/** What limiting will do to the audio. */
export interface Limiting {
  /** Loudness that limiter and encoder are expected to take away at a gain, in LU. */
  loss: (gain: number) => number;
  /** The peak level in dBFS that is more than a click or two. */
  sustainedPeak: number;
}

/** The gain that brings measured audio to the target, or less where more would do harm. */
export function planGain(measured: Measured, target: Target, { loss, sustainedPeak }: Limiting): GainPlan {
  if (measured.truePeak === null) return { gain: 0, shortfall: 'silent' };
  if (measured.lufs === null) {
    const shortfall = measured.seconds < BLOCK_SECONDS ? 'too-short' : 'too-quiet';
    return { gain: withoutLimiting(measured.truePeak, target), shortfall };
  }
  const wanted = solve(target.lufs - measured.lufs, loss);
  const mostLimited = target.truePeak - Math.min(measured.truePeak, sustainedPeak) + MAX_LIMITING_DB;
  const most = Math.min(MAX_GAIN_DB, mostLimited);
  if (wanted <= most) return { gain: wanted, shortfall: null };
  return { gain: most, shortfall: mostLimited < MAX_GAIN_DB ? 'too-dynamic' : 'too-quiet' };
}

/**
 * Why one rendition misses the target, measured as it is decoded; null when it reached it, even if the plan expected
 * otherwise.
 * @param limits the target, and by how many dB peaks may exceed its true peak
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

/** The gain that brings peaks just to the ceiling, up to the largest gain allowed. */
const withoutLimiting = (peak: number, target: Target) => Math.min(target.truePeak - peak, MAX_GAIN_DB);

const NEAR_ENOUGH_DB = 0.01;
const MAX_STEPS = 30;

/**
 * The gain with `gain - loss(gain) = needed`. There is one, because the loss grows more slowly than the gain. By the secant
 * method: every evaluation of the loss goes through the whole recording.
 */
function solve(needed: number, loss: (gain: number) => number): number {
  let [before, gain] = [needed, needed];
  let [missedBefore, missed] = [0, loss(gain)];
  for (let step = 1; missed > NEAR_ENOUGH_DB && gain < needed + MAX_GAIN_DB && step < MAX_STEPS; step++) {
    // The share of a further dB of gain that the loss takes.
    const slope = step === 1 ? 0 : 1 - (missedBefore - missed) / (gain - before);
    [before, missedBefore] = [gain, missed];
    gain = Math.min(gain + missed / Math.max(0.1, 1 - slope), needed + MAX_GAIN_DB);
    missed = needed - (gain - loss(gain));
  }
  return gain;
}

/** The linear factor of `decibels`. */
export const factorOf = (decibels: number): number => 10 ** (decibels / 20);
