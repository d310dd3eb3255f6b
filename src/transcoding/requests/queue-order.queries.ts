import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A row that waits for its turn. */
export interface Waiting {
  originalSha256: string;
  priority: number;
  queuedAt: Date;
}

@Injectable()
export class QueueOrderQueries {
  constructor(private readonly source: DataSource) {}

  /** All that waits, except renewals. */
  waiting(): Promise<Waiting[]> {
    return this.source.query<Waiting[]>(
      `SELECT original_sha256 AS "originalSha256", priority, queued_at AS "queuedAt" FROM transcodings
       WHERE state = 'waiting' AND NOT renewing`,
    );
  }

  /** Gives rows that still wait another rank; what somebody else changes at this moment is left to them. */
  async move(ranks: readonly { originalSha256: string; rank: number }[]): Promise<void> {
    await this.source.query(
      `WITH held AS (SELECT original_sha256 AS sha256 FROM transcodings
         WHERE original_sha256 = ANY ($1) AND state = 'waiting' AND NOT renewing FOR UPDATE SKIP LOCKED)
       UPDATE transcodings t SET priority = r.rank
       FROM held JOIN unnest($1::text[], $2::integer[]) AS r(sha256, rank) USING (sha256)
       WHERE t.original_sha256 = held.sha256`,
      [ranks.map(({ originalSha256 }) => originalSha256), ranks.map(({ rank }) => rank)],
    );
  }
}
