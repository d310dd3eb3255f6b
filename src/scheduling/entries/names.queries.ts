import type { Sql } from '../../platform/database/sql.js';

const NAMED = ['people', 'centres', 'stations', 'station_groups'];

/** What people, centres, stations, groups and programs (their titles) are called, by id; one statement for all of them. */
export async function namesOf(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const named = NAMED.map((table) => `SELECT id, name FROM ${table} WHERE id = ANY ($1::uuid[])`).join(' UNION ALL ');
  const rows = await sql.query<{ id: string; name: string }>(
    `${named} UNION ALL SELECT id, title FROM programs WHERE id = ANY ($1::uuid[])`,
    [wanted],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
