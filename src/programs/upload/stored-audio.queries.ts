import type { Sql } from '../../platform/database/sql.js';
import type { StoredVolume } from '../../platform/storage/stored-files.directory.js';

export async function hasAudio(sql: Sql): Promise<boolean> {
  const rows = await sql.query('SELECT FROM audio LIMIT 1');
  return rows.length > 0;
}

/** How much of each kind is stored. Reads the whole table. */
export function volumesOfAudio(sql: Sql): Promise<StoredVolume[]> {
  return sql.query(
    `SELECT kind, count(a.bytes) AS files, coalesce(sum(a.bytes), 0) AS bytes
     FROM (VALUES ('original'), ('rendition')) AS kinds (kind) LEFT JOIN audio a USING (kind)
     GROUP BY kind ORDER BY kind`,
  );
}
