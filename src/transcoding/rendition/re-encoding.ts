import type { Target } from '../loudness/gain.js';
import type { Measured } from '../loudness/loudness.js';
import { type Correction, correctionAfter, NO_CORRECTION, sumOf, withMoreRoom } from './level-correction.js';
import type { Level } from './limiter-settings.js';

/** The result of one encoding. */
export interface Pass {
  level: Level;
  measured: Measured;
}

/** Speech needs one pass; very dynamic audio, whose limited peaks the encoder changes, two or three. */
export const MAX_PASSES = 3;

/**
 * Repeats an encoding that did not come out as planned, up to three passes in all. The last pass leaves peaks more room
 * than seems needed: rather a little too quiet than distorted.
 * @param first the result of the first pass
 * @param encode encodes again, with the sum of all corrections
 * @returns the last result; it may still miss the target, see `shortfallOf`
 */
export async function encodeUntilOnTarget<Result extends Pass>(
  first: Result,
  limits: Target & { peakTolerance: number },
  encode: (correction: Correction) => Promise<Result>,
): Promise<Result> {
  let [last, sum] = [first, NO_CORRECTION];
  for (let pass = 2; pass <= MAX_PASSES; pass++) {
    const correction = correctionAfter(last.level, last.measured, limits, limits.peakTolerance);
    if (!correction) break;
    sum = sumOf(sum, pass === MAX_PASSES ? withMoreRoom(correction) : correction);
    last = await encode(sum);
  }
  return last;
}
