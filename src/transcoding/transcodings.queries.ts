import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import type { Step } from './progress.js';
import type { RefusalCode } from './refusal.js';
import { recipeOf } from './rendition/recipe.js';

/** Whether a row was taken; `spent` when it was, but has been tried too often. */
export type Claim = 'ours' | 'spent' | 'not-ours';

/** A row that somebody has to be rung for. */
export interface Unfinished {
  originalSha256: string;
  priority: number;
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
    this.recipe = recipeOf(settings);
    this.attempts = settings.TRANSCODE_ATTEMPTS;
  }

  /** Takes a row for one run, also from a worker that gives no sign of life any more. */
  async claim(originalSha256: string, run: string): Promise<Claim> {
    const [rows] = await this.source.query<[{ attempts: number }[], number]>(
      `UPDATE transcodings SET state = 'running', run = $2, attempts = attempts + 1, step = 'probe', progress = 0,
         started_at = $3, heartbeat_at = clock_timestamp(), refusal_code = NULL, refusal_detail = NULL
       WHERE original_sha256 = $1 AND (state = 'waiting'
         OR (state = 'running' AND heartbeat_at < clock_timestamp() - make_interval(secs => $4)))
       RETURNING attempts`,
      [originalSha256, run, this.clock.now(), this.staleSeconds],
    );
    const [taken] = rows;
    if (!taken) return 'not-ours';
    return taken.attempts > this.attempts ? 'spent' : 'ours';
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
         refusal_detail = CASE WHEN renewing THEN NULL ELSE $8::text END,
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
        isReady ? null : outcome.detail,
        isReady ? JSON.stringify(outcome.findings) : null,
        isReady ? Buffer.from(outcome.waveform) : null,
        this.recipe,
        isReady ? outcome.cover : null,
      ],
    );
    return mine === 1;
  }

  /** Gives a row back to be taken again. @param counts whether it was an attempt that failed */
  async giveBack(run: string, { counts }: { counts: boolean }): Promise<void> {
    await this.source.query(
      `UPDATE transcodings SET state = 'waiting', run = NULL, heartbeat_at = NULL,
         attempts = attempts - CASE WHEN $2 THEN 0 ELSE 1 END
       WHERE run = $1 AND state = 'running'`,
      [run, counts],
    );
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
  unfinished(): Promise<Unfinished[]> {
    return this.source.query<Unfinished[]>(
      `SELECT original_sha256 AS "originalSha256", priority FROM transcodings
       WHERE state = 'waiting'
         OR (state = 'running' AND heartbeat_at < clock_timestamp() - make_interval(secs => $1))
         OR (finished_at IS NOT NULL AND told_at IS NULL AND state IN ('ready', 'refused', 'failed'))
       ORDER BY priority, queued_at LIMIT 1000`,
      [this.staleSeconds],
    );
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
  | { state: 'refused' | 'failed'; code: RefusalCode; detail: string };
