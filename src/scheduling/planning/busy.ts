import { QueryFailedError } from 'typeorm';
import { problem } from '../../platform/http/problem.js';

const RETRY_SECONDS = 2;

/** 503: others are changing the schedule of the same stations, for longer than a request waits. Nothing was stored. */
export class ScheduleBusy extends problem({
  status: 503,
  code: 'busy',
  vi: 'Người khác đang sửa lịch của các đài này; hãy thử lại sau vài giây. Chưa có gì thay đổi.',
  en: 'Others are changing the schedule of these stations; try again in a few seconds. Nothing was changed.',
}) {
  constructor() {
    super({ retryAfter: RETRY_SECONDS });
  }
}

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
