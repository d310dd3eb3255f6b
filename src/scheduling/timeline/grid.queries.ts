import type { Sql } from '../../platform/database/sql.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import type { GridItem, PlannedGrid } from './grid-tables.js';

interface Row extends Omit<PlannedGrid, 'lists'> {
  lists: GridItem[][];
}

/**
 * Strings are in tables of their own, and lists of items are made by the database, each one once however many stations and
 * days have it: it is the lists that are sent, not the rows.
 */
const GRID = `WITH near AS MATERIALIZED (
    SELECT b.station_id, b.airs_on, b.starts_at, b.program_id, b.entry_id, b.on_day, b.slot, b.state, b.reason_code, b.note,
           extract(epoch FROM (b.starts_at AT TIME ZONE b.time_zone)::time)::int AS clock,
           extract(epoch FROM b.ends_at - b.starts_at)::int AS seconds
    FROM broadcasts b
    WHERE b.station_id = ANY ($1::uuid[]) AND b.airs_on BETWEEN $2 AND $3 AND b.air_day BETWEEN $2::date - 1 AND $3
      AND b.reason_code IS DISTINCT FROM 'station-not-served'
      AND ($5::int IS NULL OR b.state <> 'withdrawn' OR b.state_at > b.starts_at - $5 * interval '1 minute')),
  program AS MATERIALIZED (
    SELECT p.id, coalesce(d.title, p.title) AS title, coalesce(d.topic, p.topic) AS topic, d.during,
           (row_number() OVER (ORDER BY p.id, d.during) - 1)::int AS n
    FROM (SELECT DISTINCT program_id FROM near) used JOIN programs p ON p.id = used.program_id
      LEFT JOIN program_descriptions d ON d.program_id = p.id
        AND d.during && tstzrange((SELECT min(starts_at) FROM near), (SELECT max(starts_at) FROM near), '[]')),
  entry AS MATERIALIZED (
    SELECT e.id, e.priority, e.centre_id, e.station_id, (row_number() OVER (ORDER BY e.id) - 1)::int AS n
    FROM (SELECT DISTINCT entry_id FROM near) used JOIN entries e ON e.id = used.entry_id),
  reason AS MATERIALIZED (
    SELECT reason_code, note, (row_number() OVER (ORDER BY reason_code, note))::int AS n
    FROM (SELECT DISTINCT reason_code, note FROM near WHERE reason_code IS NOT NULL) used),
  cell AS MATERIALIZED (
    SELECT near.station_id, near.airs_on,
           '[' || string_agg(format('[%s,%s,%s,%s,%s,%s]', clock, seconds, program.n, entry.n,
             array_position($4::text[], near.state) - 1, coalesce(reason.n, 0)), ',' ORDER BY near.starts_at, near.entry_id, near.on_day, near.slot) || ']' AS items
    FROM near JOIN program ON program.id = near.program_id AND (program.during IS NULL OR program.during @> near.starts_at)
      JOIN entry ON entry.id = near.entry_id
      LEFT JOIN reason ON reason.reason_code = near.reason_code AND reason.note IS NOT DISTINCT FROM near.note
    GROUP BY near.station_id, near.airs_on),
  list AS MATERIALIZED (
    SELECT items, (row_number() OVER (ORDER BY items))::int AS n FROM (SELECT DISTINCT items FROM cell) each)
  SELECT coalesce((SELECT json_agg(json_build_object('id', id, 'title', title, 'topic', topic) ORDER BY n) FROM program), '[]') AS programs,
    coalesce((SELECT json_agg(json_build_object('id', id, 'priority', priority, 'centreId', centre_id, 'stationId', station_id)
      ORDER BY n) FROM entry), '[]') AS entries,
    coalesce((SELECT json_agg(json_build_object('code', reason_code, 'note', note) ORDER BY n) FROM reason), '[]') AS reasons,
    coalesce((SELECT json_agg(items::json ORDER BY n) FROM list), '[]') AS lists,
    coalesce((SELECT json_agg(json_build_array(station_id, airs_on, list.n) ORDER BY station_id, airs_on)
      FROM cell JOIN list USING (items)), '[]') AS cells`;

/**
 * What is planned at the stations on the local days of the span. In `lists` and `reasons` the index 0 is left out: it stands for no
 * items and for no reason.
 * @param states whose positions are in the items
 * @param announcedMinutes what was withdrawn earlier than so long before it would have begun is left out; null: nothing
 */
export async function plannedGrid(
  sql: Sql,
  stationIds: readonly string[],
  { from, until }: DaySpan,
  { states, announcedMinutes }: { states: readonly string[]; announcedMinutes: number | null },
): Promise<PlannedGrid> {
  const [row] = await sql.query<Row>(GRID, [stationIds, from, until, states, announcedMinutes]);
  return row ?? { programs: [], entries: [], reasons: [], lists: [], cells: [] };
}

/** The segments to which programs belong now, by program; programs without one are left out. */
export async function segmentsOf(sql: Sql, programIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; segmentId: string }>(
    'SELECT id, segment_id AS "segmentId" FROM programs WHERE id = ANY ($1::uuid[]) AND segment_id IS NOT NULL',
    [programIds],
  );
  return new Map(rows.map(({ id, segmentId }) => [id, segmentId]));
}
