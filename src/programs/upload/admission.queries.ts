import type { Sql } from '../../platform/database/sql.js';

/** Serializes the bookings of a person: others wait until the transaction ends. */
export async function lockVolumeOf(sql: Sql, personId: string): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('volume of ' || $1, 0))`, [personId]);
}

/**
 * Bytes that the person has handed in or announced since `since`. A resumable upload counts with its whole length, and
 * once; audio that the service made of existing audio on request does not count.
 */
export async function bytesHandedInSince(sql: Sql, personId: string, since: Date): Promise<number> {
  const [row] = await sql.query<{ bytes: number }>(
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
