/**
 * SQL for the first local day (`date`) that an instant may fall on, also when days begin at 03:00. No zone is more than 14 hours from UTC, so it is the
 * day before the one in UTC. A condition on it keeps a query away from the partitions of older months.
 * @param instant SQL of a `timestamptz`, e.g. `$2` or `:now`
 */
export const earliestLocalDay = (instant: string): string => `((${instant}::timestamptz AT TIME ZONE 'UTC')::date - 1)`;

/** SQL for the last local day that an instant may fall on: the day after the one in UTC. */
export const latestLocalDay = (instant: string): string => `((${instant}::timestamptz AT TIME ZONE 'UTC')::date + 1)`;
