import { Injectable } from '@nestjs/common';
import type { Work } from '../../platform/database/unit-of-work.js';

@Injectable()
export class VolumeQueries {
  /** One at a time for each person, until the transaction ends: whoever books what they hand in. */
  async lockPerson(work: Work, personId: string): Promise<void> {
    await work.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('volume of ' || $1, 0))`, [personId]);
  }

  /**
   * Bytes that the person handed in or began to since then. A resumable upload counts whole, and once; what the service
   * made of audio that is there, on request, does not.
   */
  async handedInSince(work: Work, personId: string, since: Date): Promise<number> {
    const [row]: { bytes: number }[] = await work.manager.query(
      `SELECT (
         COALESCE((SELECT sum(a.bytes) FROM originals o JOIN audio a ON a.sha256 = o.sha256
                   WHERE o.uploaded_by = $1 AND o.uploaded_at >= $2 AND o.made_of IS NULL), 0)
         + COALESCE((SELECT sum(bytes) FROM resumable_uploads
                     WHERE begun_by = $1 AND begun_at >= $2 AND completed_at IS NULL), 0)
       )::bigint AS bytes`,
      [personId, since],
    );
    return row?.bytes ?? 0;
  }
}
