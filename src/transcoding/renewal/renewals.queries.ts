import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { RENEWAL } from '../requests/priority.js';

/** How many originals there are, by the state of their renewal. */
export interface RenewalCounts {
  /** Encoded by the current profile set. */
  current: number;
  /** Encoded by another one, and not waiting for a renewal. */
  outdated: number;
  waiting: number;
  running: number;
  /** Those of the outdated ones whose last renewal failed; they keep the renditions they had. */
  failed: number;
}

/** Requests a renewal of everything that another profile set encoded, with the lowest priority. @returns how many there are */
export async function requestRenewals(work: Work, profileSet: string): Promise<number> {
  const rows = await work.query(
    `UPDATE transcodings SET state = 'waiting', renewing = true, renewal_failed = NULL, attempts = 0, overruns = 0,
       losses = 0, lone_losses = 0,
       progress = 0, not_before = NULL, queued_at = $2, priority = $3
     WHERE state = 'ready' AND profile_set IS DISTINCT FROM $1 RETURNING original_sha256`,
    [profileSet, work.now, RENEWAL],
  );
  return rows.length;
}

/** How far the renewal to a profile set is. */
export async function renewalCounts(sql: Sql, profileSet: string): Promise<RenewalCounts> {
  const [counts] = await sql.query<RenewalCounts>(
    `SELECT count(*) FILTER (WHERE state = 'ready' AND profile_set = $1)::int AS current,
            count(*) FILTER (WHERE state = 'ready' AND profile_set IS DISTINCT FROM $1)::int AS outdated,
            count(*) FILTER (WHERE state = 'waiting' AND renewing)::int AS waiting,
            count(*) FILTER (WHERE state = 'running' AND renewing)::int AS running,
            count(*) FILTER (WHERE state = 'ready' AND renewal_failed IS NOT NULL)::int AS failed
     FROM transcodings`,
    [profileSet],
  );
  return counts ?? { current: 0, outdated: 0, waiting: 0, running: 0, failed: 0 };
}
