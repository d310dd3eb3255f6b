import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Machine } from '../../platform/processes/this-machine.js';
import type { RefusalCode, RefusalData } from '../refusal.js';
import type { Step } from './progress.js';

// Heartbeats and waiting times use the database's time (clock_timestamp), not the service's clock: tests move that one,
// and a worker must not lose its claim by it.

/** The row that a run has claimed. */
export interface ClaimedRow {
  originalSha256: string;
  /** Attempts that failed. */
  failures: number;
  /** Attempts whose worker died with them although they ran alone on a machine that went on. */
  loneLosses: number;
}

export interface ClaimLimits {
  /** A run without a heartbeat for so many seconds is lost. */
  staleSeconds: number;
  /** After so many lost runs an original is suspected of ending its workers. */
  suspectLosses: number;
}

/** Taken by everybody who claims, so that a suspected original runs alone. */
const CLAIM_LOCK = 7_264_005;

/** Whether the run of row `t` is lost: its worker has missed its heartbeats. */
const isLost = (t: string) =>
  `(${t}.state = 'running' AND ${t}.heartbeat_at < clock_timestamp() - make_interval(secs => $2))`;

/**
 * Claims the most urgent row for a run, even one whose run is lost; undefined when there is none. A suspected row comes
 * last, and runs alone: it is claimed when no other is waiting or running, and nothing is claimed beside it. A lost run
 * counts against its row only if the run was alone and this machine was not restarted since: a power cut says nothing
 * about the audio.
 */
export async function claimNext(
  work: Work,
  run: string,
  { staleSeconds, suspectLosses }: ClaimLimits,
  { machine, boot }: Machine,
): Promise<ClaimedRow | undefined> {
  await work.query('SELECT pg_advisory_xact_lock($1)', [CLAIM_LOCK]);
  const [row] = await work.query<ClaimedRow>(
    `WITH next AS (
       SELECT original_sha256, ${isLost('c')} AS is_lost, losses >= $3 AS was_alone,
         losses + ${isLost('c')}::integer >= $3 AS is_suspect FROM transcodings c
       WHERE (state = 'waiting' AND (not_before IS NULL OR not_before <= clock_timestamp())) OR ${isLost('c')}
       ORDER BY is_suspect, priority, queued_at, original_sha256 LIMIT 1 FOR UPDATE SKIP LOCKED)
     UPDATE transcodings t SET state = 'running', run = $1, attempts = attempts + 1, step = 'probe', progress = 0,
       started_at = $4, heartbeat_at = clock_timestamp(), refusal_code = NULL, refusal_data = '{}',
       losses = losses + next.is_lost::integer,
       lone_losses = lone_losses + (next.is_lost AND next.was_alone AND t.machine = $5 AND t.boot = $6)::integer,
       machine = $5, boot = $6
     FROM next WHERE t.original_sha256 = next.original_sha256
       AND NOT EXISTS (SELECT FROM transcodings o WHERE o.state = 'running' AND NOT ${isLost('o')}
         AND (next.is_suspect OR o.losses >= $3))
     RETURNING t.original_sha256 AS "originalSha256", attempts - 1 - losses AS failures, lone_losses AS "loneLosses"`,
    [run, staleSeconds, suspectLosses, work.now, machine, boot],
  );
  return row;
}

/** Whether a row waits, e.g. for the time of its next attempt, or runs without a heartbeat for so many seconds. */
export async function anyNeedsWorker(sql: Sql, { silentSeconds }: { silentSeconds: number }): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM transcodings WHERE state = 'waiting'
       OR (state = 'running' AND heartbeat_at < clock_timestamp() - make_interval(secs => $1)) LIMIT 1`,
    [silentSeconds],
  );
  return rows.length > 0;
}

/** Writes a heartbeat with the progress in percent. @returns false when the run has lost its claim */
export async function beat(work: Work, run: string, step: Step, progress: number): Promise<boolean> {
  const mine = await work.query(
    `UPDATE transcodings SET step = $2, progress = $3, heartbeat_at = clock_timestamp()
     WHERE run = $1 AND state = 'running' RETURNING run`,
    [run, step, progress],
  );
  return mine.length === 1;
}

/** The result of a run. */
export type RunResult =
  | { state: 'ready'; profileSet: string; source: unknown; measured: unknown; findings: unknown; cover: Buffer | null }
  | { state: 'refused' | 'failed'; code: RefusalCode; data: RefusalData };

/** Ends a run with its result. A renewal that fails keeps what was there. @returns false when the run has lost its claim */
export async function finishRun(work: Work, run: string, result: RunResult): Promise<boolean> {
  const isReady = result.state === 'ready';
  const mine = await work.query(
    `UPDATE transcodings SET state = CASE WHEN renewing THEN 'ready' ELSE $2 END, run = NULL, finished_at = $3,
       notified_at = NULL, step = CASE WHEN $4 OR renewing THEN 'finish' ELSE step END,
       progress = CASE WHEN $4 OR renewing THEN 100 ELSE progress END,
       source = coalesce($5, source), measured = coalesce($6, measured), findings = coalesce($7, findings),
       refusal_code = CASE WHEN renewing THEN NULL ELSE $8::text END,
       refusal_data = CASE WHEN renewing THEN '{}' ELSE $9::jsonb END,
       cover = CASE WHEN $4 THEN $10 ELSE cover END,
       profile_set = CASE WHEN $4 THEN $11 ELSE profile_set END, renewing = false,
       renewal_failed = CASE WHEN renewing THEN $8::text END
     WHERE run = $1 AND state = 'running' RETURNING run`,
    [
      run,
      result.state,
      work.now,
      isReady,
      isReady ? JSON.stringify(result.source) : null,
      isReady ? JSON.stringify(result.measured) : null,
      isReady ? JSON.stringify(result.findings) : null,
      isReady ? null : result.code,
      isReady ? {} : result.data,
      isReady ? result.cover : null,
      isReady ? result.profileSet : null,
    ],
  );
  return mine.length === 1;
}

/** Returns a row to the queue, as if the run had never claimed it. */
export async function undoClaim(work: Work, run: string): Promise<void> {
  await work.query(
    `UPDATE transcodings SET state = 'waiting', run = NULL, heartbeat_at = NULL, attempts = attempts - 1,
       not_before = NULL
     WHERE run = $1 AND state = 'running'`,
    [run],
  );
}

/**
 * Returns a row to the queue after a failed attempt. The next one may start after `retrySeconds`, doubled with each
 * attempt: until then the jobs of other rows cannot exhaust its attempts.
 */
export async function retryLater(work: Work, run: string, { retrySeconds }: { retrySeconds: number }): Promise<void> {
  await work.query(
    `UPDATE transcodings SET state = 'waiting', run = NULL, heartbeat_at = NULL,
       not_before = clock_timestamp() + make_interval(secs => $2 * 2 ^ (least(attempts - losses, 10) - 1))
     WHERE run = $1 AND state = 'running'`,
    [run, retrySeconds],
  );
}

/** Counts a run that took more time or memory than such audio needs. @returns how often that has happened */
export async function countOverrun(work: Work, run: string): Promise<number> {
  const [row] = await work.query<{ overruns: number }>(
    `UPDATE transcodings SET overruns = overruns + 1 WHERE run = $1 AND state = 'running' RETURNING overruns`,
    [run],
  );
  return row?.overruns ?? 0;
}

/** The runs that hold a claim. */
export async function activeRuns(sql: Sql): Promise<Set<string>> {
  const rows = await sql.query<{ run: string }>("SELECT run FROM transcodings WHERE state = 'running'");
  return new Set(rows.map(({ run }) => run));
}
