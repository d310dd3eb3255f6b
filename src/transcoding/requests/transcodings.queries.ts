import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

/** How an original is requested. */
export interface RequestOptions {
  /** Lower is sooner, see `priorityOf`. */
  priority: number;
  /** Whether to try again what was refused. */
  again: boolean;
}

/** Whether a row that is requested again starts anew; a file that was missing may have been uploaded again meanwhile. */
const IS_RETRIED = `(t.state IN ('failed', 'cancelled')
  OR (t.state = 'refused' AND ($4 OR t.refusal_code = 'original-missing')))`;

/** Requests that an original be transcoded. What is done or running stays as it is, and its programs are notified again. */
export async function putRequest(work: Work, originalSha256: string, options: RequestOptions): Promise<void> {
  await work.query(
    `INSERT INTO transcodings AS t (original_sha256, state, queued_at, priority) VALUES ($1, 'waiting', $2, $3)
     ON CONFLICT (original_sha256) DO UPDATE SET notified_at = NULL,
       queued_at = CASE WHEN t.state IN ('waiting', 'running') THEN t.queued_at ELSE $2 END,
       priority = CASE WHEN t.renewing THEN t.priority WHEN t.state IN ('waiting', 'running')
         THEN least(t.priority, $3) ELSE $3 END,
       not_before = CASE WHEN ${IS_RETRIED} THEN NULL ELSE t.not_before END,
       attempts = CASE WHEN ${IS_RETRIED} THEN 0 ELSE t.attempts END,
       overruns = CASE WHEN ${IS_RETRIED} THEN 0 ELSE t.overruns END,
       losses = CASE WHEN ${IS_RETRIED} THEN 0 ELSE t.losses END,
       lone_losses = CASE WHEN ${IS_RETRIED} THEN 0 ELSE t.lone_losses END,
       progress = CASE WHEN ${IS_RETRIED} THEN 0 ELSE t.progress END,
       state = CASE WHEN ${IS_RETRIED} THEN 'waiting' ELSE t.state END`,
    [originalSha256, work.now, options.priority, options.again],
  );
}

/** Cancels what waits or runs, unless it is a renewal. @returns the run that held the claim, if there was one */
export async function cancelRequest(work: Work, originalSha256: string): Promise<string | undefined> {
  const [cancelled] = await work.query<{ run: string | null }>(
    `WITH was AS (SELECT original_sha256, run FROM transcodings WHERE original_sha256 = $1 FOR UPDATE)
     UPDATE transcodings t SET state = 'cancelled', run = NULL, finished_at = $2, notified_at = $2
     FROM was WHERE t.original_sha256 = was.original_sha256 AND t.state IN ('waiting', 'running') AND NOT t.renewing
     RETURNING was.run`,
    [originalSha256, work.now],
  );
  return cancelled?.run ?? undefined;
}

/**
 * Those of the originals, for which programs wait, that nobody is going to transcode: the event of their upload was lost or
 * came just before a cancellation, or a retry was interrupted after the program was told to wait.
 */
export async function notRequested(sql: Sql, originalSha256s: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ sha256: string }>(
    `SELECT sha256 FROM unnest($1::text[]) sha256
     WHERE NOT EXISTS (SELECT FROM transcodings WHERE original_sha256 = sha256
       AND (state IN ('waiting', 'running') OR (state <> 'cancelled' AND notified_at IS NULL)))`,
    [originalSha256s],
  );
  return rows.map(({ sha256 }) => sha256);
}

/**
 * The originals that need a worker: they wait, or their worker missed its heartbeats, or their programs have not been notified.
 * The 1,000 most urgent at most.
 */
export async function unfinishedTranscodings(sql: Sql, { staleSeconds }: { staleSeconds: number }): Promise<string[]> {
  const rows = await sql.query<{ sha256: string }>(
    `SELECT original_sha256 AS sha256 FROM transcodings
     WHERE state = 'waiting'
       OR (state = 'running' AND heartbeat_at < clock_timestamp() - make_interval(secs => $1))
       OR (finished_at IS NOT NULL AND notified_at IS NULL AND state IN ('ready', 'refused', 'failed'))
     ORDER BY priority, queued_at LIMIT 1000`,
    [staleSeconds],
  );
  return rows.map(({ sha256 }) => sha256);
}

/** Records that the programs were notified, unless it was requested again meanwhile, by a program that may not have been. */
export async function markNotified(work: Work, request: { originalSha256: string; queuedAt: Date }): Promise<void> {
  await work.query('UPDATE transcodings SET notified_at = $3 WHERE original_sha256 = $1 AND queued_at = $2', [
    request.originalSha256,
    request.queuedAt,
    work.now,
  ]);
}

/** An original that waits for its turn. */
export interface WaitingOriginal {
  originalSha256: string;
  priority: number;
  queuedAt: Date;
}

/** Everything that waits, except renewals. */
export function waitingInQueue(sql: Sql): Promise<WaitingOriginal[]> {
  return sql.query<WaitingOriginal>(
    `SELECT original_sha256 AS "originalSha256", priority, queued_at AS "queuedAt" FROM transcodings
     WHERE state = 'waiting' AND NOT renewing`,
  );
}

/** Gives what still waits another priority. Rows that somebody else changes at this moment are skipped. */
export async function putPriorities(
  work: Work,
  changes: readonly { originalSha256: string; priority: number }[],
): Promise<void> {
  await work.query(
    `WITH held AS (SELECT original_sha256 AS sha256 FROM transcodings
       WHERE original_sha256 = ANY ($1) AND state = 'waiting' AND NOT renewing FOR UPDATE SKIP LOCKED)
     UPDATE transcodings t SET priority = p.priority
     FROM held JOIN unnest($1::text[], $2::integer[]) AS p(sha256, priority) USING (sha256)
     WHERE t.original_sha256 = held.sha256`,
    [changes.map(({ originalSha256 }) => originalSha256), changes.map(({ priority }) => priority)],
  );
}
