import type { Sql } from '../../platform/database/sql.js';

/**
 * Marks the upload as completed; concurrent calls wait until the transaction ends.
 * @returns false when it is completed already, or gone
 */
export async function completeUpload(sql: Sql, id: string, now: Date): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE resumable_uploads SET completed_at = $2 WHERE id = $1 AND completed_at IS NULL RETURNING id',
    [id, now],
  );
  return rows.length > 0;
}

export async function deleteUpload(sql: Sql, id: string): Promise<void> {
  await sql.query('DELETE FROM resumable_uploads WHERE id = $1', [id]);
}

export function uploadsBegunBefore(sql: Sql, before: Date): Promise<{ id: string; completed: boolean }[]> {
  return sql.query<{ id: string; completed: boolean }>(
    'SELECT id, completed_at IS NOT NULL AS completed FROM resumable_uploads WHERE begun_at < $1 ORDER BY id',
    [before],
  );
}
