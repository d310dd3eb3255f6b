import type { Sql } from '../../platform/database/sql.js';

const NAMED = [
  'people',
  'centres',
  'units',
  'stations',
  'station_groups',
  'clusters',
  'devices',
  'segments',
  'api_tokens',
];

/** What things of all modules are called; of entries and broadcasts the titles of their programs. */
export function namesOfThings(sql: Sql, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const named = NAMED.map((table) => `SELECT id, name FROM ${table} WHERE id = ANY ($1::uuid[])`).join(' UNION ALL ');
  return sql.query(
    `${named} UNION ALL SELECT id, title FROM programs WHERE id = ANY ($1::uuid[])
     UNION ALL SELECT b.id, p.title FROM broadcasts b JOIN programs p ON p.id = b.program_id WHERE b.id = ANY ($1::uuid[])
     UNION ALL (SELECT DISTINCT ON (t.entry_id) t.entry_id, p.title
       FROM entry_terms t JOIN entry_items i ON i.terms_id = t.id AND i.position = 0 JOIN programs p ON p.id = i.program_id
       WHERE t.entry_id = ANY ($1::uuid[]) ORDER BY t.entry_id, t.valid DESC)`,
    [ids],
  );
}
