import type { Sql } from '../platform/database/sql.js';

/** Makes the programs with this original ready, refused ones too: their audio was transcoded again. @returns their ids */
export async function markReady(sql: Sql, originalSha256: string, seconds: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE programs SET state = 'ready', seconds = $2, refused_because = NULL
     WHERE original_sha256 = $1 AND state IN ('transcoding', 'refused') RETURNING id`,
    [originalSha256, seconds],
  );
  return rows.map(({ id }) => id);
}

/** Refuses the programs that wait for this original; ready ones stay ready. @returns their ids */
export async function markRefused(sql: Sql, originalSha256: string, because: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE programs SET state = 'refused', seconds = NULL, refused_because = $2
     WHERE original_sha256 = $1 AND state = 'transcoding' RETURNING id`,
    [originalSha256, because],
  );
  return rows.map(({ id }) => id);
}
