import type { Sql } from '../platform/database/sql.js';
import type { RefusalCode } from './program.entity.js';

/** Why audio cannot be used: a code that clients translate, and its figures. */
export interface AudioRefusal {
  code: RefusalCode;
  data: Record<string, unknown>;
}

/** Makes the programs with this original ready, refused ones too: their audio was transcoded again. @returns their ids */
export async function markReady(sql: Sql, originalSha256: string, seconds: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE programs SET state = 'ready', seconds = $2, refusal_code = NULL, refusal_data = '{}'
     WHERE original_sha256 = $1 AND state IN ('transcoding', 'refused') RETURNING id`,
    [originalSha256, seconds],
  );
  return rows.map(({ id }) => id);
}

/** Refuses the programs that wait for this original; ready ones stay ready. @returns their ids */
export async function markRefused(sql: Sql, originalSha256: string, { code, data }: AudioRefusal): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE programs SET state = 'refused', seconds = NULL, refusal_code = $2, refusal_data = $3
     WHERE original_sha256 = $1 AND state = 'transcoding' RETURNING id`,
    [originalSha256, code, data],
  );
  return rows.map(({ id }) => id);
}
