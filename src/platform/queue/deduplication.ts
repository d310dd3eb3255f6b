import type { JobsOptions } from 'bullmq';

/**
 * Options for a job that is only a signal: at most one job with this id waits or runs at a time. A job added while one
 * runs is kept, only the last of them, and runs right afterwards: the running job may have read the row before it changed.
 */
export const deduplicated = (id: string): Pick<JobsOptions, 'deduplication'> => ({
  deduplication: { id, keepLastIfActive: true },
});

/** Options for a job that is retried after 1, 2, 4 and 8 times `seconds`; after that it is left to the sweep. */
export const retries = (seconds: number): Pick<JobsOptions, 'attempts' | 'backoff'> => ({
  attempts: 5,
  backoff: { type: 'exponential', delay: Math.round(1_000 * seconds) },
});
