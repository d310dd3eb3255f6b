import { setImmediate as others } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { likeness, SAME } from './likeness.js';

export interface KnownPrint {
  originalSha256: string;
  seconds: number;
  print: Uint8Array;
}

/** Re-encoding changes a length by less than this share of it, or by so many seconds. */
const LENGTH = { share: 0.02, seconds: 2 };
/** How many are looked at, those nearest in length first, and how many are told. */
const MOST = { compared: 500, told: 50 };
/** Comparing takes a millisecond; after so many, others have their turn. */
const IN_A_ROW = 10;

/** The fingerprints of all originals that were measured, and which of them sound the same. */
@Injectable()
export class FingerprintsService {
  constructor(private readonly source: DataSource) {}

  /**
   * Keeps a fingerprint, then looks for others like it. In this order, of two that are made ready at the same time at
   * least one finds the other.
   * @returns other originals that sound the same, whosoever they are: who is told of them is decided when it is shown
   */
  async add(known: KnownPrint): Promise<string[]> {
    await this.put(known);
    return this.sameAs(known);
  }

  /** Notes that an original sounds the same as others, and they as it does. */
  async putAlike(manager: EntityManager, originalSha256: string, others: readonly string[]): Promise<void> {
    await manager.query(
      `INSERT INTO likenesses (one, other)
       SELECT least($1, sha256), greatest($1, sha256) FROM unnest($2::text[]) sha256
       ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
      [originalSha256, others],
    );
  }

  /** The originals that were found to sound the same as this one. */
  async alike(originalSha256: string): Promise<string[]> {
    const rows = await this.source.query<{ sha256: string }[]>(
      `SELECT other AS sha256 FROM likenesses WHERE one = $1
       UNION ALL SELECT one FROM likenesses WHERE other = $1`,
      [originalSha256],
    );
    return rows.map(({ sha256 }) => sha256);
  }

  private async sameAs({ originalSha256, seconds, print }: KnownPrint): Promise<string[]> {
    const margin = Math.max(LENGTH.seconds, LENGTH.share * seconds);
    const nearby = await this.source.query<{ sha256: string; print: Buffer }[]>(
      `SELECT original_sha256 AS sha256, print FROM fingerprints
       WHERE seconds BETWEEN $2::numeric - $3::numeric AND $2::numeric + $3::numeric AND original_sha256 <> $1
       ORDER BY abs(seconds - $2::numeric) LIMIT $4`,
      [originalSha256, seconds, margin, MOST.compared],
    );
    const same: { sha256: string; score: number }[] = [];
    for (const [index, other] of nearby.entries()) {
      if (index % IN_A_ROW === 0) await others();
      const score = likeness(print, other.print);
      if (score >= SAME) same.push({ sha256: other.sha256, score });
    }
    const best = same.toSorted((one, other) => other.score - one.score).slice(0, MOST.told);
    return best.map(({ sha256 }) => sha256);
  }

  private async put({ originalSha256, seconds, print }: KnownPrint): Promise<void> {
    await this.source.query(
      `INSERT INTO fingerprints (original_sha256, seconds, print) VALUES ($1, $2, $3)
       ON CONFLICT (original_sha256) DO UPDATE SET seconds = EXCLUDED.seconds, print = EXCLUDED.print`,
      [originalSha256, seconds, Buffer.from(print)],
    );
  }
}
