import type { Sql } from '../../platform/database/sql.js';

/** The fingerprint of an original, and the length of its audio in seconds. */
export interface Fingerprint {
  originalSha256: string;
  seconds: number;
  print: Uint8Array;
}

/** Stores the fingerprint of an original, or replaces it. */
export async function putFingerprint(sql: Sql, { originalSha256, seconds, print }: Fingerprint): Promise<void> {
  await sql.query(
    `INSERT INTO fingerprints (original_sha256, seconds, print) VALUES ($1, $2, $3)
     ON CONFLICT (original_sha256) DO UPDATE SET seconds = EXCLUDED.seconds, print = EXCLUDED.print`,
    [originalSha256, seconds, Buffer.from(print)],
  );
}

/** The fingerprints of other originals whose length differs by `margin` seconds at most, nearest first. */
export function fingerprintsNear(
  sql: Sql,
  { originalSha256, seconds }: Fingerprint,
  { margin, limit }: { margin: number; limit: number },
): Promise<{ sha256: string; print: Buffer }[]> {
  return sql.query<{ sha256: string; print: Buffer }>(
    `SELECT original_sha256 AS sha256, print FROM fingerprints
     WHERE seconds BETWEEN $2::numeric - $3::numeric AND $2::numeric + $3::numeric AND original_sha256 <> $1
     ORDER BY abs(seconds - $2::numeric) LIMIT $4`,
    [originalSha256, seconds, margin, limit],
  );
}

/** Records that an original sounds the same as others, for both sides. */
export async function putSimilar(sql: Sql, originalSha256: string, others: readonly string[]): Promise<void> {
  await sql.query(
    `INSERT INTO similar_originals (one, other)
     SELECT least($1, sha256), greatest($1, sha256) FROM unnest($2::text[]) sha256
     ORDER BY 1, 2 ON CONFLICT (one, other) DO NOTHING`,
    [originalSha256, others],
  );
}

/** The originals that sound the same as this one, as SHA-256. */
export async function similarTo(sql: Sql, originalSha256: string): Promise<string[]> {
  const rows = await sql.query<{ sha256: string }>(
    `SELECT other AS sha256 FROM similar_originals WHERE one = $1
     UNION ALL SELECT one FROM similar_originals WHERE other = $1`,
    [originalSha256],
  );
  return rows.map(({ sha256 }) => sha256);
}
