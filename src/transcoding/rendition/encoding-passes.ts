import type { Target } from '../loudness/gain.js';
import type { Measured } from '../loudness/loudness.js';
import { AS_FORESEEN, type Correction, corrected, sumOf, withMoreRoom } from './level-correction.js';
import type { Level } from './level-plan.js';

/** What came out of one encoding. */
export interface Attempt {
  level: Level;
  measured: Measured;
}

/** Speech needs one; what is so dynamic that its limited peaks surprise the encoder, two or three. */
export const MOST_PASSES = 3;

/**
 * Encodes once more what did not come out as foreseen, three times in all. The last time leaves peaks more room than
 * seems needed: rather a little too quiet than distorted.
 * @param first what came out as foreseen
 * @param again encodes with all that was learned until then
 * @returns the last; it may miss still, see `shortfallOf`
 */
export async function inPasses<Made extends Attempt>(
  first: Made,
  limits: Target & { peakTolerance: number },
  again: (correction: Correction) => Promise<Made>,
): Promise<Made> {
  let [last, sum] = [first, AS_FORESEEN];
  for (let round = 2; round <= MOST_PASSES; round++) {
    const correction = corrected(last.level, last.measured, limits, limits.peakTolerance);
    if (!correction) break;
    sum = sumOf(sum, round === MOST_PASSES ? withMoreRoom(correction) : correction);
    last = await again(sum);
  }
  return last;
}
