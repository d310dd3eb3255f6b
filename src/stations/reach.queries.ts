import type { Reach } from '../identity/reach.js';
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

const rightsIn = (reach: string) =>
  `jsonb_to_recordset((${reach})::jsonb) AS right_ ("centreId" uuid, "stationId" uuid)`;

/** SQL condition: the station is within reach on a day on which `centre` serves it. @param centre SQL of its id or NULL */
export const isReached = (station: string, centre: string, reach: string): string =>
  `EXISTS (SELECT FROM ${rightsIn(reach)} WHERE (right_."stationId" IS NULL OR right_."stationId" = ${station})
     AND (right_."centreId" IS NULL OR right_."centreId" = ${centre}))`;

/**
 * SQL condition: the station is within reach on one of the days. It costs by the number of rights, which are few: no list
 * of the stations that a centre serves is made.
 * @param station SQL of its id @param days SQL of a daterange @param reach the parameter, e.g. `$1`
 */
export const reachedOn = (station: string, days: string, reach: string): string =>
  `EXISTS (SELECT FROM ${rightsIn(reach)}
     WHERE (right_."stationId" IS NULL OR right_."stationId" = ${station})
       AND (right_."centreId" IS NULL OR EXISTS (SELECT FROM centre_stations serving
         WHERE serving.centre_id = right_."centreId" AND serving.station_id = ${station}
           AND daterange(serving.served_from, serving.served_until) && ${days})))`;

/**
 * SQL condition: the station can be within reach: a right names it, or it is for a centre that served it on any day. It is
 * worked out once for all stations, before `reachedOn` looks at each of those that remain.
 */
export const everReached = (station: string, reach: string): string =>
  `((${reach})::jsonb = '${EVERYTHING}' OR ${station} IN (
     SELECT right_."stationId" FROM ${rightsIn(reach)} WHERE right_."stationId" IS NOT NULL
     UNION ALL SELECT served.station_id FROM ${rightsIn(reach)} JOIN centre_stations served ON served.centre_id = right_."centreId"
       WHERE right_."stationId" IS NULL))`;

/** SQL of the local day of a station at an instant, as a daterange. @param station SQL of its id @param at SQL of the instant */
export const localDayOf = (station: string, at: string): string =>
  `(SELECT daterange(today.day, today.day, '[]')
    FROM (SELECT (${at}::timestamptz AT TIME ZONE time_zone)::date AS day FROM stations WHERE id = ${station}) AS today)`;

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
