import { QueryFailedError } from 'typeorm';
import { ScheduleBusy } from '../../consequences/consequences.problems.js';

/** lock_not_available, deadlock_detected, exclusion_violation. */
const BUSY = new Set(['55P03', '40P01', '23P01']);
const isBusy = (error: unknown): boolean =>
  error instanceof QueryFailedError && BUSY.has((error.driverError as { code?: string }).code ?? '');

/**
 * Runs a change of the schedule, once more if two of them met in spite of their locks.
 * @throws ScheduleBusy
 */
export async function orBusy<Result>(change: () => Promise<Result>): Promise<Result> {
  return change()
    .catch((error: unknown) => {
      if (isBusy(error)) return change();
      throw error;
    })
    .catch((error: unknown) => {
      throw isBusy(error) ? new ScheduleBusy() : error;
    });
}
