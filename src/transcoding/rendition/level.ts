import type { Envelope } from '../loudness/envelope.js';
import { factorOf, type GainPlan, planGain, type Target } from '../loudness/gain.js';
import { limitingLoss } from '../loudness/limiting.js';
import type { Loudness } from '../loudness/loudness.js';
import type { Correction } from './correction.js';
import type { Profile } from './profiles.js';

/** How the sound of one rendition is levelled before it is encoded. */
export interface Level extends GainPlan {
  /** The limiter's highest sample in dBFS: as far below the highest true peak as the encoder will add. */
  ceiling: number;
}

/** What is known of an original when its renditions are levelled. */
export interface Heard {
  before: Loudness;
  envelope: Envelope;
}

/** Peaks that are limited by more than this are not made any worse by an encoder. */
const DEEP_DB = 15;

/** Foresees limiter and encoder, so that one encoding is enough. */
export function levelFor(
  { headroom }: Profile,
  { before, envelope }: Heard,
  target: Target,
  correction: Correction,
): Level {
  const ceilingAt = (gain: number) => {
    const limiting = Math.min(DEEP_DB, Math.max(0, (before.truePeak ?? -Infinity) + gain - target.truePeak));
    return target.truePeak - headroom.always - headroom.perDecibel * limiting - correction.headroom;
  };
  const loss = (gain: number) => correction.loss + limitingLoss(envelope, factorOf(ceilingAt(gain) - gain));
  const plan = planGain(before, target, loss);
  return { ...plan, ceiling: ceilingAt(plan.gain) };
}
