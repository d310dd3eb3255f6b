import type { Sql } from '../../platform/database/sql.js';
import type { CentreStation } from '../centre-station.entity.js';

/**
 * The time at which the centre serves the station that began last on the day or before it; if none did, the next.
 * @param on local day `YYYY-MM-DD`; the station's own of `at` when undefined
 */
export async function servingOn(
  sql: Sql,
  { centreId, stationId }: { centreId: string; stationId: string },
  { on, at }: { on: string | undefined; at: Date },
): Promise<CentreStation | undefined> {
  const rows = await sql.query<CentreStation>(
    `SELECT c.centre_id AS "centreId", c.station_id AS "stationId", c.served_from AS "servedFrom",
            c.served_until AS "servedUntil", c.revision
     FROM centre_stations c JOIN stations s ON s.id = c.station_id
     CROSS JOIN LATERAL (SELECT coalesce($3::date, ($4::timestamptz AT TIME ZONE s.time_zone)::date) AS day) asked
     WHERE c.centre_id = $1 AND c.station_id = $2
     ORDER BY c.served_from <= asked.day DESC, abs(c.served_from - asked.day) LIMIT 1`,
    [centreId, stationId, on, at],
  );
  return rows[0];
}

/** When another centre, or the same at another time, serves a station on one of the days. */
export interface OtherServing {
  centreId: string;
  centreName: string;
  from: string;
  until: string | null;
}

/**
 * What is in the way of serving a station on some days.
 * @param days local, `YYYY-MM-DD`; `until` is the first that does not count @param but the first day of the one that is mended
 */
export async function otherServing(
  sql: Sql,
  { centreId, stationId }: { centreId: string; stationId: string },
  { from, until }: { from: string; until: string | null },
  but: string | null,
): Promise<OtherServing | undefined> {
  const rows = await sql.query<OtherServing>(
    `SELECT c.centre_id AS "centreId", k.name AS "centreName", c.served_from AS from, c.served_until AS until
     FROM centre_stations c JOIN centres k ON k.id = c.centre_id
     WHERE c.station_id = $1 AND daterange(c.served_from, c.served_until) && daterange($2::date, CASE WHEN $3::date IS NULL THEN NULL ELSE greatest($2::date, $3::date) END)
       AND NOT (c.centre_id = $4 AND c.served_from IS NOT DISTINCT FROM $5::date)
     ORDER BY c.served_from LIMIT 1`,
    [stationId, from, until, centreId, but],
  );
  return rows[0];
}
