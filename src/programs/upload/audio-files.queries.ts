import type { Sql } from '../../platform/database/sql.js';
import type { MediaKind } from '../../platform/storage/media-store.js';

/** A file of this kind and content. */
export interface Content {
  kind: MediaKind;
  sha256: string;
}

/** A file that is about to be moved to its final place. */
export interface ArrivingAudio extends Content {
  id: string;
}

/** Serializes storing and removing the file of this content: others wait until the transaction ends. */
export async function lockContent(sql: Sql, { kind, sha256 }: Content): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))`, [kind, sha256]);
}

/** Whether any row names the content; a rendition may be recorded as an original with the same content. */
export async function isContentKnown(sql: Sql, { kind, sha256 }: Content): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM originals WHERE sha256 = $2 AND $1 = 'original'
     UNION ALL SELECT 1 FROM audio WHERE sha256 = $2 AND $1 IN (kind, 'rendition') LIMIT 1`,
    [kind, sha256],
  );
  return rows.length > 0;
}

/** Whether any file is recorded. */
export const hasAudio = async (sql: Sql): Promise<boolean> =>
  (await sql.query('SELECT 1 FROM audio LIMIT 1')).length > 0;

/** Idempotent, even if the content is recorded as another kind. */
export async function recordAudio(
  sql: Sql,
  { kind, sha256, bytes }: Content & { bytes: number },
  at: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO audio (sha256, kind, bytes, stored_at) VALUES ($1, $2, $3, $4) ON CONFLICT (sha256) DO NOTHING`,
    [sha256, kind, bytes, at],
  );
}

export async function insertArriving(sql: Sql, { id, kind, sha256 }: ArrivingAudio, since: Date): Promise<void> {
  await sql.query('INSERT INTO arriving_audio (id, kind, sha256, since) VALUES ($1, $2, $3, $4)', [
    id,
    kind,
    sha256,
    since,
  ]);
}

export async function deleteArriving(sql: Sql, { id }: ArrivingAudio): Promise<void> {
  await sql.query('DELETE FROM arriving_audio WHERE id = $1', [id]);
}

export function arrivingSinceBefore(sql: Sql, before: Date): Promise<ArrivingAudio[]> {
  return sql.query<ArrivingAudio>('SELECT id, kind, sha256 FROM arriving_audio WHERE since < $1 ORDER BY id', [before]);
}
