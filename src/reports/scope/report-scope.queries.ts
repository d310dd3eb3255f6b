import type { Reach } from '../../identity/reach.js';
import type { Sql } from '../../platform/database/sql.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
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

/**
 * SQL condition: the centre served the station `s` on one of the days, and it was open then or was heard all the same. A
 * closing with a past day leaves the days before it was told as they were reported (`counted_until`), so no report of the
 * past changes, and those of two halves add up to that of the whole.
 * @param days SQL of a daterange
 */
const servedWithin = (centre: string, days: string): string => `(
  c.centre_id = ${centre} AND ${SERVED} && ${days}
  AND (${SERVED} * ${COUNTED_AS_OPEN} && ${days}
    OR EXISTS (SELECT FROM outcomes o WHERE o.station_id = s.id AND o.airs_on <@ (${SERVED} * ${days})
               AND (o.proved_seconds > 0 OR o.confirmed_seconds > 0))))`;

const SERVED = 'daterange(c.served_from, c.served_until)';
const COUNTED_AS_OPEN = 'daterange(s.opened_on, greatest(s.closed_on, s.counted_until))';

/** Stations that the centre served on any of these days; with a reach, only those within it on one of those days. */
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
     WHERE EXISTS (SELECT FROM centre_stations c WHERE c.station_id = s.id AND ${servedWithin('$1', RANGE)}
                   AND ($4::jsonb IS NULL OR ${reachedOn('s.id', `(${SERVED} * ${RANGE})`, '$4')}))
     ORDER BY s.id`,
    [centreId, from, until, within && reachParameter(within)],
  );
}

const RANGE = `daterange($2, $3, '[]')`;

/** Ids of the given stations that the centre served on any of the days. */
export async function servedOf(
  sql: Sql,
  centreId: string,
  { stationIds, from, until }: DayRange & { stationIds: readonly string[] },
): Promise<Set<string>> {
  const rows = await sql.query<{ id: string }>(
    `SELECT s.id FROM stations s
     WHERE s.id = ANY ($4)
       AND EXISTS (SELECT FROM centre_stations c WHERE c.station_id = s.id AND ${servedWithin('$1', RANGE)})`,
    [centreId, from, until, stationIds],
  );
  return new Set(rows.map(({ id }) => id));
}
