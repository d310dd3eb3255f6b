import type { Reach } from '../identity/actor.js';
import type { Sql } from '../platform/database/sql.js';

/** Local days of a station, `YYYY-MM-DD`, both included; null is without an end. The last alone, when it comes first. */
export interface LocalDays {
  from: string;
  until: string | null;
}

const EVERYTHING = '[{}]';

/** A reach as the parameter that `reachedOn` takes. */
export const reachParameter = ({ everywhere, byDay }: Reach): string =>
  everywhere ? EVERYTHING : JSON.stringify(byDay);

/**
 * SQL condition: the station is within reach on one of the days. It costs by the number of rights, which are few: no list
 * of the stations that a centre serves is made.
 * @param station SQL of its id @param days SQL of a daterange @param reach the parameter, e.g. `$1`
 */
export const reachedOn = (station: string, days: string, reach: string): string =>
  `EXISTS (SELECT FROM jsonb_to_recordset(${reach}::jsonb) AS right_ ("centreId" uuid, "stationId" uuid)
     WHERE (right_."stationId" IS NULL OR right_."stationId" = ${station})
       AND (right_."centreId" IS NULL OR EXISTS (SELECT FROM centre_stations serving
         WHERE serving.centre_id = right_."centreId" AND serving.station_id = ${station}
           AND daterange(serving.served_from, serving.served_until) && ${days})))`;

/** Those of the stations that are within reach on one of the days, whether they exist or not. */
export async function reachedOf(
  sql: Sql,
  stationIds: readonly string[],
  { from, until }: LocalDays,
  reach: Reach,
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT asked.id FROM unnest($2::uuid[]) AS asked (id)
     WHERE ${reachedOn('asked.id', "daterange(least($3::date, $4::date), $4::date, '[]')", '$1')}`,
    [reachParameter(reach), stationIds, from, until],
  );
  return rows.map(({ id }) => id);
}
