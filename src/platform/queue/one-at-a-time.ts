import type { JobsOptions } from 'bullmq';

/**
 * Options of a job that only rings for work whose row is the truth: one of the same id waits or is in hand at a time.
 * A ring that comes while one is in hand is kept, the last of them, and answered right after it: the job in hand may
 * have read the row before it changed.
 */
export const oneAtATime = (id: string): Pick<JobsOptions, 'deduplication'> => ({
  deduplication: { id, keepLastIfActive: true },
});

/** For such a job when its work fails: it rings again after 2, 4, 8 … s, then leaves it to the sweep. */
export const RETRIES: Pick<JobsOptions, 'attempts' | 'backoff'> = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 2_000 },
};
