import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Step } from './progress.js';
import type { RefusalCode, RefusalData } from '../refusal.js';
import { profileSetOf } from '../rendition/profile-set.js';

/** A row that a run has taken; `spent` when it has been tried too often. */
export interface Claim {
  originalSha256: string;
  spent: boolean;
}

/**
 * The moves of a transcoding's row. A worker's life is measured by the database's own time, not by the service's
 * clock: that one can be moved, and a worker does not die of it.
 */
@Injectable()
export class TranscodingsQueries {
  private readonly staleSeconds: number;
  private readonly attempts: number;
  private readonly recipe: string;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    { settings }: Config,
  ) {
    this.staleSeconds = settings.TRANSCODE_STALE_SECONDS;
    this.recipe = profileSetOf(settings);
    this.attempts = settings.TRANSCODE_ATTEMPTS;
  }

  /**
   * Takes the most urgent row for one run, also from a worker that gives no sign of life any more.
   * @returns undefined when there is none to be taken now
   */
  async claim(run: string): Promise<Claim | undefined> {
    const [rows] = await this.source.query<[{ originalSha256: string; attempts: number }[], number]>(
      `UPDATE transcodings SET state = 'running', run = $1, attempts = attempts + 1, step = 'probe', progress = 0,
         started_at = $2, heartbeat_at = clock_timestamp(), refusal_code = NULL, refusal_data = '{}'
       WHERE original_sha256 = (
         SELECT original_sha256 FROM transcodings
         WHERE (state = 'waiting' AND (not_before IS NULL OR not_before <= clock_timestamp()))
           OR (state = 'running' AND heartbeat_at < clock_timestamp() - make_interval(secs => $3))
         ORDER BY priority, queued_at, original_sha256 LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING original_sha256 AS "originalSha256", attempts`,
      [run, this.clock.now(), this.staleSeconds],
    );
    const [taken] = rows;
    return taken && { originalSha256: taken.originalSha256, spent: taken.attempts > this.attempts };
  }

  /** Whether a row waits, e.g. for the time of its next attempt, or is in hand of a worker that has missed signs of life. */
  async someMayNeedAnother(): Promise<boolean> {
    const rows = await this.source.query<unknown[]>(
      `SELECT FROM transcodings WHERE state = 'waiting'
         OR (state = 'running' AND heartbeat_at < clock_timestamp() - interval '3 s') LIMIT 1`,
    );
    return rows.length > 0;
  }

  /** A sign of life, and how far it is. @returns false when the row is no longer this run's: it was taken or cancelled */
  async beat(run: string, step: Step, progress: number): Promise<boolean> {
    const [, mine] = await this.source.query<[unknown, number]>(
      `UPDATE transcodings SET step = $2, progress = $3, heartbeat_at = clock_timestamp()
       WHERE run = $1 AND state = 'running'`,
      [run, step, progress],
    );
    return mine === 1;
  }

  /** Ends a run with an outcome; a renewal that fails leaves what was there. @returns false when the row is no longer this run's */
  async finish(manager: EntityManager, run: string, outcome: Outcome): Promise<boolean> {
    const isReady = outcome.state === 'ready';
    const [, mine] = await manager.query<[unknown, number]>(
      `UPDATE transcodings SET state = CASE WHEN renewing THEN 'ready' ELSE $2 END, run = NULL, finished_at = $3,
         told_at = NULL, step = CASE WHEN $4 OR renewing THEN 'finish' ELSE step END,
         progress = CASE WHEN $4 OR renewing THEN 100 ELSE progress END,
         source = coalesce($5, source), measured = coalesce($6, measured),
         refusal_code = CASE WHEN renewing THEN NULL ELSE $7::text END,
         refusal_data = CASE WHEN renewing THEN '{}' ELSE $8::jsonb END,
         findings = coalesce($9, findings), waveform = coalesce($10, waveform),
         cover = CASE WHEN $4 THEN $12 ELSE cover END,
         recipe = CASE WHEN $4 THEN $11 ELSE recipe END, renewing = false,
         renewal_failed = CASE WHEN renewing THEN $7::text END
       WHERE run = $1 AND state = 'running'`,
      [
        run,
        outcome.state,
        this.clock.now(),
        isReady,
        isReady ? JSON.stringify(outcome.source) : null,
        isReady ? JSON.stringify(outcome.measured) : null,
        isReady ? null : outcome.code,
        isReady ? {} : outcome.data,
        isReady ? JSON.stringify(outcome.findings) : null,
        isReady ? Buffer.from(outcome.waveform) : null,
        this.recipe,
        isReady ? outcome.cover : null,
      ],
    );
    return mine === 1;
  }

  /**
   * Gives a row back to be taken again: at once, or 2, 4, 8 … s after an attempt that failed, so that those who ring for
   * other rows do not use its attempts up.
   * @param counts whether it was an attempt that failed
   */
  async giveBack(run: string, { counts }: { counts: boolean }): Promise<void> {
    await this.source.query(
      `UPDATE transcodings SET state = 'waiting', run = NULL, heartbeat_at = NULL,
         attempts = attempts - CASE WHEN $2 THEN 0 ELSE 1 END,
         not_before = CASE WHEN $2 THEN clock_timestamp() + make_interval(secs => 2 ^ least(attempts, 10)) END
       WHERE run = $1 AND state = 'running'`,
      [run, counts],
    );
  }

  /** Notes that a run took more time or memory than such audio needs. @returns how often that has happened */
  async overran(run: string): Promise<number> {
    const [rows] = await this.source.query<[{ overruns: number }[], number]>(
      `UPDATE transcodings SET overruns = overruns + 1 WHERE run = $1 AND state = 'running' RETURNING overruns`,
      [run],
    );
    return rows[0]?.overruns ?? 0;
  }

  /** The programs were told; not so when it was asked for again meanwhile, by a program that may have missed it. */
  async told({ originalSha256, queuedAt }: { originalSha256: string; queuedAt: Date }): Promise<void> {
    await this.source.query('UPDATE transcodings SET told_at = $3 WHERE original_sha256 = $1 AND queued_at = $2', [
      originalSha256,
      queuedAt,
      this.clock.now(),
    ]);
  }

  /** The runs that are going on. */
  async runs(): Promise<Set<string>> {
    const rows = await this.source.query<{ run: string }[]>("SELECT run FROM transcodings WHERE state = 'running'");
    return new Set(rows.map(({ run }) => run));
  }

  /** Rows to ring for: waiting, running without a sign of life, or over while the programs have not been told. */
  async unfinished(): Promise<string[]> {
    const rows = await this.source.query<{ sha256: string }[]>(
      `SELECT original_sha256 AS sha256 FROM transcodings
       WHERE state = 'waiting'
         OR (state = 'running' AND heartbeat_at < clock_timestamp() - make_interval(secs => $1))
         OR (finished_at IS NOT NULL AND told_at IS NULL AND state IN ('ready', 'refused', 'failed'))
       ORDER BY priority, queued_at LIMIT 1000`,
      [this.staleSeconds],
    );
    return rows.map(({ sha256 }) => sha256);
  }
}

export type Outcome =
  | {
      state: 'ready';
      source: unknown;
      measured: unknown;
      findings: unknown;
      waveform: Uint8Array;
      cover: Buffer | null;
    }
  | { state: 'refused' | 'failed'; code: RefusalCode; data: RefusalData };
