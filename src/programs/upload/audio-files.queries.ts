import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';

/** An original whose file is about to be moved to its place. */
export interface ArrivingOriginal {
  id: string;
  sha256: string;
}

@Injectable()
export class UploadsQueries {
  constructor(private readonly source: DataSource) {}

  /** One at a time for each content, until the transaction ends: whoever keeps its file, and whoever may remove it. */
  async lockContent(work: Work, sha256: string): Promise<void> {
    await work.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('original ' || $1, 0))`, [sha256]);
  }

  async isKnown(work: Work, sha256: string): Promise<boolean> {
    const rows: unknown[] = await work.manager.query(
      `SELECT 1 FROM originals WHERE sha256 = $1
       UNION ALL SELECT 1 FROM audio WHERE sha256 = $1 AND kind = 'original' LIMIT 1`,
      [sha256],
    );
    return rows.length > 0;
  }

  /** Harmless when the content is known, also as a rendition. */
  async recordAudio(work: Work, { sha256, bytes }: { sha256: string; bytes: number }, at: Date): Promise<void> {
    await work.manager.query(
      `INSERT INTO audio (sha256, kind, bytes, stored_at) VALUES ($1, 'original', $2, $3) ON CONFLICT DO NOTHING`,
      [sha256, bytes, at],
    );
  }

  /** Committed at once: it must outlive the transaction that it warns of. */
  async announce({ id, sha256 }: ArrivingOriginal, now: Date): Promise<void> {
    await this.source.query('INSERT INTO arriving_originals (id, sha256, since) VALUES ($1, $2, $3)', [
      id,
      sha256,
      now,
    ]);
  }

  async hasArrived(work: Work, { id }: ArrivingOriginal): Promise<void> {
    await work.manager.query('DELETE FROM arriving_originals WHERE id = $1', [id]);
  }

  announcedBefore(before: Date): Promise<ArrivingOriginal[]> {
    return this.source.query('SELECT id, sha256 FROM arriving_originals WHERE since < $1 ORDER BY id', [before]);
  }
}
