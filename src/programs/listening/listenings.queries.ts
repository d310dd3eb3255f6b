import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Stretch } from './judge-listening.js';

const STRETCHES = (heard: string): string => `(
  SELECT coalesce(jsonb_agg(jsonb_build_object('from', lower(r), 'until', upper(r)) ORDER BY r), '[]') FROM unnest(${heard}) r)`;

/** What the person has played of each of these originals, or of their renditions; one of which nothing was played has no key. */
export async function heardBy(
  sql: Sql,
  personId: string,
  originalSha256s: readonly string[],
): Promise<Map<string, Stretch[]>> {
  if (originalSha256s.length === 0) return new Map();
  const rows = await sql.query<{ sha256: string; heard: Stretch[] }>(
    `SELECT original_sha256 AS sha256, ${STRETCHES('heard')} AS heard FROM listenings
     WHERE person_id = $1 AND original_sha256 = ANY ($2)`,
    [personId, originalSha256s],
  );
  return new Map(rows.map(({ sha256, heard }) => [sha256, heard]));
}

/** Adds to what the person has played of an original, or of its renditions. @returns all of it */
export async function addHeard(
  work: Work,
  { personId, originalSha256 }: { personId: string; originalSha256: string },
  heard: readonly Stretch[],
): Promise<Stretch[]> {
  const [row] = await work.query<{ heard: Stretch[] }>(
    `INSERT INTO listenings AS was (person_id, original_sha256, heard, heard_at)
     SELECT $1, $2, coalesce(range_agg(numrange("from", until)), '{}'), $4
     FROM jsonb_to_recordset($3) AS r ("from" numeric, until numeric)
     ON CONFLICT (person_id, original_sha256) DO UPDATE SET heard = was.heard + EXCLUDED.heard, heard_at = EXCLUDED.heard_at
     RETURNING ${STRETCHES('heard')} AS heard`,
    [personId, originalSha256, JSON.stringify(heard), work.now],
  );
  return row?.heard ?? [];
}
