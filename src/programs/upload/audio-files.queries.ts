import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { MediaKind } from '../../platform/storage/media-store.js';

/** A file of this kind and content. */
export interface Content {
  kind: MediaKind;
  sha256: string;
}

/** A file that is about to be moved to its place. */
export interface ArrivingAudio extends Content {
  id: string;
}

@Injectable()
export class AudioFilesQueries {
  constructor(private readonly source: DataSource) {}

  /** One at a time for each content, until the transaction ends: whoever keeps its file, and whoever may remove it. */
  async lockContent(work: Work, { kind, sha256 }: Content): Promise<void> {
    await work.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))`, [kind, sha256]);
  }

  /** Whether any row names the content; a rendition may have been recorded as an original that is the same. */
  async isKnown(work: Work, { kind, sha256 }: Content): Promise<boolean> {
    const rows: unknown[] = await work.manager.query(
      `SELECT 1 FROM originals WHERE sha256 = $2 AND $1 = 'original'
       UNION ALL SELECT 1 FROM audio WHERE sha256 = $2 AND $1 IN (kind, 'rendition') LIMIT 1`,
      [kind, sha256],
    );
    return rows.length > 0;
  }

  /** Harmless when the content is known, also as another kind. */
  async recordAudio(work: Work, { kind, sha256, bytes }: Content & { bytes: number }, at: Date): Promise<void> {
    await work.manager.query(
      `INSERT INTO audio (sha256, kind, bytes, stored_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [sha256, kind, bytes, at],
    );
  }

  /** Committed at once: it must outlive the transaction that it warns of. */
  async announce({ id, kind, sha256 }: ArrivingAudio, now: Date): Promise<void> {
    await this.source.query('INSERT INTO arriving_audio (id, kind, sha256, since) VALUES ($1, $2, $3, $4)', [
      id,
      kind,
      sha256,
      now,
    ]);
  }

  async hasArrived(work: Work, { id }: ArrivingAudio): Promise<void> {
    await work.manager.query('DELETE FROM arriving_audio WHERE id = $1', [id]);
  }

  announcedBefore(before: Date): Promise<ArrivingAudio[]> {
    return this.source.query('SELECT id, kind, sha256 FROM arriving_audio WHERE since < $1 ORDER BY id', [before]);
  }
}
