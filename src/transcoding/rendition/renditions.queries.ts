import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Rendition } from './rendition.entity.js';

/**
 * Stores a rendition as the newest of its original and profile; the one before is kept. The file must be stored and
 * recorded already.
 */
export async function putRendition(work: Work, rendition: Omit<Rendition, 'madeAt' | 'replacedAt'>): Promise<void> {
  const { originalSha256, profile, sha256, bytes, seconds, mediaType, lufs, truePeak } = rendition;
  await work.query(
    `UPDATE renditions SET replaced_at = $4
     WHERE original_sha256 = $1 AND profile = $2 AND sha256 <> $3 AND replaced_at IS NULL`,
    [originalSha256, profile, sha256, work.now],
  );
  await work.query(
    `INSERT INTO renditions (original_sha256, profile, sha256, bytes, seconds, media_type, lufs, true_peak, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (original_sha256, profile, sha256) DO UPDATE SET replaced_at = NULL, made_at = EXCLUDED.made_at`,
    [originalSha256, profile, sha256, bytes, seconds, mediaType, lufs, truePeak, work.now],
  );
}

/** The newest renditions of these originals. */
export function newestHashes(
  sql: Sql,
  originalSha256s: readonly string[],
): Promise<{ originalSha256: string; profile: string; sha256: string }[]> {
  return sql.query<{ originalSha256: string; profile: string; sha256: string }>(
    `SELECT original_sha256 AS "originalSha256", profile, sha256 FROM renditions
     WHERE original_sha256 = ANY ($1) AND replaced_at IS NULL`,
    [originalSha256s],
  );
}

/** How much was found in each of these originals, as far as they were examined. */
export function numbersOfFindings(
  sql: Sql,
  originalSha256s: readonly string[],
): Promise<{ originalSha256: string; findings: number }[]> {
  return sql.query<{ originalSha256: string; findings: number }>(
    `SELECT original_sha256 AS "originalSha256", jsonb_array_length(findings) AS findings FROM transcodings
     WHERE original_sha256 = ANY ($1)`,
    [originalSha256s],
  );
}
