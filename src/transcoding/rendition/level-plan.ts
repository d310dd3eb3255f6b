import type { Envelope } from '../loudness/envelope.js';
import { factorOf, type GainPlan, planGain, type Target } from '../loudness/gain.js';
import { limitingLoss } from '../loudness/limiter.js';
import type { Measured } from '../loudness/loudness.js';
import type { Correction } from './level-correction.js';

/** How sound is levelled before it is encoded. */
export interface Level extends GainPlan {
  /** The limiter's highest sample in dBFS: as far below the highest true peak as encoders will add. */
  ceiling: number;
}

/** What is known of an original when its renditions are levelled. */
export interface Heard {
  before: Measured;
  envelope: Envelope;
}

/**
 * What the encoders of all profiles add to peaks at most, in dB: some always, and some for each dB by which they were
 * limited. Found with speech; `npm run bench:accuracy` tells whether it still holds.
 */
const HEADROOM = { always: 1.4, perDecibel: 0.1 };
/** Peaks that are limited by more than this are not made any worse by an encoder. */
const DEEP_DB = 15;

/** Foresees limiter and encoders, so that one encoding is enough. */
export function levelFor({ before, envelope }: Heard, target: Target, correction: Correction): Level {
  const ceilingAt = (gain: number) => {
    const limiting = Math.min(DEEP_DB, Math.max(0, (before.truePeak ?? -Infinity) + gain - target.truePeak));
    return target.truePeak - HEADROOM.always - HEADROOM.perDecibel * limiting - correction.headroom;
  };
  const loss = (gain: number) => correction.loss + limitingLoss(envelope, factorOf(ceilingAt(gain) - gain));
  const plan = planGain(before, target, loss);
  return { ...plan, ceiling: ceilingAt(plan.gain) };
}
