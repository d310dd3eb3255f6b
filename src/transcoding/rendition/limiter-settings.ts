import type { Envelope } from '../loudness/envelope.js';
import { factorOf, type GainPlan, planGain, type Target } from '../loudness/gain.js';
import { limitingLoss, sustainedPeakOf } from '../loudness/limiter-prediction.js';
import type { Measured } from '../loudness/loudness.js';
import type { Correction } from './level-correction.js';

/** How audio is levelled before it is encoded. */
export interface Level extends GainPlan {
  /** The limiter's highest sample, in dBFS: below the target's true peak by what encoders will add. */
  ceiling: number;
}

/** What was measured of an original. */
export interface Heard {
  before: Measured;
  envelope: Envelope;
}

/**
 * The most that the encoders of all profiles add to peaks, in dB: a constant, and a share of each dB of limiting.
 * Determined with speech; `npm run bench:accuracy` shows whether it still holds.
 */
const HEADROOM = { always: 1.4, perDecibel: 0.1 };
/** Peaks that are limited by more than this are not raised any further by an encoder. */
const DEEP_DB = 15;

/** Plans gain and ceiling with the effects of limiter and encoders in mind, so that one pass of encoding is enough. */
export function limiterSettings({ before, envelope }: Heard, target: Target, correction: Correction): Level {
  const ceilingAt = (gain: number) => {
    const limiting = Math.min(DEEP_DB, Math.max(0, (before.truePeak ?? -Infinity) + gain - target.truePeak));
    return target.truePeak - HEADROOM.always - HEADROOM.perDecibel * limiting - correction.headroom;
  };
  const loss = (gain: number) => correction.loss + limitingLoss(envelope, factorOf(ceilingAt(gain) - gain));
  const plan = planGain(before, target, { loss, sustainedPeak: decibelsOf(sustainedPeakOf(envelope)) });
  return { ...plan, ceiling: ceilingAt(plan.gain) };
}

const decibelsOf = (factor: number) => 20 * Math.log10(factor);
