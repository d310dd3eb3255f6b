import { matches } from '../../platform/database/search-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { GenreView, SegmentFilter, SegmentView, TopicView } from './lists.schemas.js';

const NAME = `json_build_object('vi', name_vi, 'en', name_en) AS name`;

export function allTopics(sql: Sql): Promise<TopicView[]> {
  return sql.query<TopicView>(
    `SELECT code, ${NAME}, administrative_reform AS "administrativeReform" FROM topics ORDER BY position`,
  );
}

export function allGenres(sql: Sql): Promise<GenreView[]> {
  return sql.query<GenreView>(`SELECT code, ${NAME} FROM genres ORDER BY position`);
}

export async function findSegment(sql: Sql, id: string): Promise<SegmentView | undefined> {
  const rows = await sql.query<SegmentView>('SELECT id, centre_id AS "centreId", name FROM segments WHERE id = $1', [
    id,
  ]);
  return rows[0];
}

/** Segments by name, of one centre or of all. */
export function listSegments(sql: Sql, { centreId, search }: SegmentFilter): Promise<SegmentView[]> {
  return sql.query<SegmentView>(
    `SELECT id, centre_id AS "centreId", name FROM segments
     WHERE ($1::uuid IS NULL OR centre_id = $1) AND ${matches('name', '$2')} ORDER BY search_text(name), name, id`,
    [centreId, search],
  );
}

export async function insertSegment(sql: Sql, { id, centreId, name }: SegmentView, at: Date): Promise<void> {
  await sql.query('INSERT INTO segments (id, centre_id, name, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    centreId,
    name,
    at,
  ]);
}
