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
