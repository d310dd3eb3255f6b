import type { Program } from '../program.entity.js';
import { ProgramNotReady, ProgramWithdrawn } from '../programs.problems.js';
import { AudioHasChanged } from './approvals.problems.js';

/**
 * The length of the audio that is to be decided about.
 * @throws ProgramWithdrawn, ProgramNotReady, and AudioHasChanged when it is not the one that was listened to
 */
export function decidableSeconds(
  { withdrawnAt, originalSha256, seconds, state }: Program,
  heardSha256: string,
): number {
  if (withdrawnAt) throw new ProgramWithdrawn();
  if (originalSha256 !== null && originalSha256 !== heardSha256) throw new AudioHasChanged(originalSha256);
  if (state !== 'ready' || seconds === null) throw new ProgramNotReady(state);
  return seconds;
}
