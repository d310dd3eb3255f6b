import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';

/** How an original is asked for. */
export interface Asking {
  /** The lower the sooner, see `priorityOf`. */
  priority: number;
  /** Whether to try again what was refused: another ffmpeg may read it. */
  again: boolean;
}

/** Of a row that is asked for once more; a file that was gone is there again when it has been handed in again. */
const IS_TRIED_AGAIN = `(t.state IN ('failed', 'cancelled')
  OR (t.state = 'refused' AND ($4 OR t.refusal_code = 'original-missing')))`;

/** What is asked of a transcoding's row: that it be done, or not any more. */
@Injectable()
export class RequestsQueries {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Asks for an original to be made ready; what is done or being done stays, and its programs are told again. */
  async request(originalSha256: string, { priority, again }: Asking): Promise<void> {
    await this.source.query(
      `INSERT INTO transcodings AS t (original_sha256, state, queued_at, priority) VALUES ($1, 'waiting', $2, $3)
       ON CONFLICT (original_sha256) DO UPDATE SET told_at = NULL,
         queued_at = CASE WHEN t.state IN ('waiting', 'running') THEN t.queued_at ELSE $2 END,
         priority = CASE WHEN t.renewing THEN t.priority WHEN t.state IN ('waiting', 'running')
           THEN least(t.priority, $3) ELSE $3 END,
         not_before = CASE WHEN ${IS_TRIED_AGAIN} THEN NULL ELSE t.not_before END,
         attempts = CASE WHEN ${IS_TRIED_AGAIN} THEN 0 ELSE t.attempts END,
         overruns = CASE WHEN ${IS_TRIED_AGAIN} THEN 0 ELSE t.overruns END,
         progress = CASE WHEN ${IS_TRIED_AGAIN} THEN 0 ELSE t.progress END,
         state = CASE WHEN ${IS_TRIED_AGAIN} THEN 'waiting' ELSE t.state END`,
      [originalSha256, this.clock.now(), priority, again],
    );
  }

  /** Ends the work on an original. @returns the run that had it in hand, if one had */
  async cancel(originalSha256: string): Promise<string | undefined> {
    const [rows] = await this.source.query<[{ run: string | null }[], number]>(
      `WITH was AS (SELECT original_sha256, run FROM transcodings WHERE original_sha256 = $1 FOR UPDATE)
       UPDATE transcodings t SET state = 'cancelled', run = NULL, finished_at = $2, told_at = $2
       FROM was WHERE t.original_sha256 = was.original_sha256 AND t.state IN ('waiting', 'running') AND NOT t.renewing
       RETURNING was.run`,
      [originalSha256, this.clock.now()],
    );
    return rows[0]?.run ?? undefined;
  }

  /** Those of the originals that nobody works on or will: the news of their upload was lost, or crossed a cancelling. */
  async unasked(originalSha256s: readonly string[]): Promise<string[]> {
    const rows = await this.source.query<{ sha256: string }[]>(
      `SELECT sha256 FROM unnest($1::text[]) sha256
       WHERE NOT EXISTS (SELECT FROM transcodings WHERE original_sha256 = sha256 AND state <> 'cancelled')`,
      [originalSha256s],
    );
    return rows.map(({ sha256 }) => sha256);
  }
}
