import type { Reach } from '../../identity/actor.js';
import type { Sql } from '../../platform/database/sql.js';
import type { DayRange } from './day-range.js';

/** A station as reports name it: with its unit, and the code that the unit had at the end of the range. */
export interface ReportedStation {
  id: string;
  name: string;
  unit: { name: string; kind: string; code: string | null };
}

export async function centreName(sql: Sql, centreId: string): Promise<string | undefined> {
  const rows = await sql.query<{ name: string }>('SELECT name FROM centres WHERE id = $1', [centreId]);
  return rows[0]?.name;
}

/** Stations that the centre served on any of these days; with a reach, only those within it. */
export function stationsServed(
  sql: Sql,
  centreId: string,
  { from, until }: DayRange,
  within: Reach | null,
): Promise<ReportedStation[]> {
  return sql.query(
    `SELECT s.id, s.name, json_build_object('name', u.name, 'kind', u.kind, 'code', code.code) AS unit
     FROM stations s JOIN units u ON u.id = s.unit_id
     LEFT JOIN LATERAL (SELECT c.code FROM unit_codes c WHERE c.unit_id = u.id AND c.valid_from <= $3
                        ORDER BY c.valid_from DESC LIMIT 1) code ON true
     WHERE EXISTS (SELECT FROM centre_stations c WHERE c.station_id = s.id AND c.centre_id = $1
                   AND daterange(c.served_from, c.served_until) * daterange(s.opened_on, s.closed_on)
                       && daterange($2, $3, '[]'))
       AND ($4::uuid[] IS NULL OR s.id = ANY ($4))
     ORDER BY s.id`,
    [centreId, from, until, within ? [...within.stationIds] : null],
  );
}
