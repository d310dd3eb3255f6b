import type { Sql } from '../../platform/database/sql.js';
import type { StationDay, StationDays } from '../../playback/outcomes/outcomes.service.js';

/** What is planned at a station from a local day (`YYYY-MM-DD`) on has changed. */
export interface PlanChange {
  stationId: string;
  from: string;
}

const BATCH = 500;

// DO UPDATE locks the row until the end of the transaction, even if the day is dirty already: nobody can take it before the
// cause of this mark is visible.
const MARK = 'ON CONFLICT (station_id, day) DO UPDATE SET asked_at = EXCLUDED.asked_at';

/** Marks days whose outcomes were decided. Rows are locked in one order everywhere, so that transactions do not deadlock. */
export async function markDays(sql: Sql, days: readonly StationDay[], at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO airtime_dirty_days (station_id, day, asked_at)
     SELECT DISTINCT "stationId", day, $2::timestamptz FROM jsonb_to_recordset($1) AS d ("stationId" uuid, day date)
     ORDER BY 1, 2 ${MARK}`,
    [JSON.stringify(days), at],
  );
}

/** Marks the days of each change that have begun and on which something is planned, or was when the day was rolled up. */
export async function markChangedPlans(sql: Sql, changes: readonly PlanChange[], at: Date): Promise<void> {
  await sql.query(
    `WITH change AS (
       SELECT "stationId" AS station_id, min("from") AS day
       FROM jsonb_to_recordset($1) AS c ("stationId" uuid, "from" date) GROUP BY 1)
     INSERT INTO airtime_dirty_days (station_id, day, asked_at)
     SELECT station_id, day, $2::timestamptz FROM (
       SELECT b.station_id, b.airs_on AS day FROM change c
         JOIN broadcasts b ON b.station_id = c.station_id AND b.airs_on >= c.day AND b.air_day >= c.day - 1
           AND b.planned_at IS NOT NULL
       UNION
       SELECT a.station_id, a.day FROM change c JOIN airtime_daily a ON a.station_id = c.station_id AND a.day >= c.day
     ) AS days JOIN airtime_days_begun begun ON days.day <= begun.began_through
     ORDER BY 1, 2 ${MARK}`,
    [JSON.stringify(changes), at],
  );
}

/** Marks the days to come that somebody asks for: they are computed anew each time. */
export async function markComingDays(sql: Sql, { stationIds, from, until }: StationDays, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO airtime_dirty_days (station_id, day, asked_at)
     SELECT station_id, day, $4::timestamptz FROM (
       SELECT b.station_id, b.airs_on AS day FROM broadcasts b
       WHERE b.station_id = ANY ($1) AND b.airs_on BETWEEN $2 AND $3 AND b.air_day BETWEEN $2::date - 1 AND $3
         AND b.planned_at IS NOT NULL
       UNION
       SELECT a.station_id, a.day FROM airtime_daily a WHERE a.station_id = ANY ($1) AND a.day BETWEEN $2 AND $3
     ) AS days JOIN airtime_days_begun begun ON days.day > begun.began_through
     ORDER BY 1, 2 ${MARK}`,
    [stationIds, from, until, at],
  );
}

export async function someDayIsDirty(sql: Sql): Promise<boolean> {
  return (await sql.query('SELECT FROM airtime_dirty_days LIMIT 1')).length > 0;
}

/** Takes up to 500 dirty days that no other transaction has. */
export function takeFreeDays(sql: Sql): Promise<StationDay[]> {
  return take(sql, `ORDER BY station_id, day LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`, []);
}

/** Takes up to 500 dirty days of some stations, and waits for those that another transaction has. */
export function takeDaysWithin(sql: Sql, { stationIds, from, until }: StationDays): Promise<StationDay[]> {
  const which = 'WHERE station_id = ANY ($1) AND day BETWEEN $2 AND $3';
  return take(sql, `${which} ORDER BY station_id, day LIMIT ${BATCH} FOR UPDATE`, [stationIds, from, until]);
}

/** The CTE is evaluated once under every plan; an `IN (SELECT … LIMIT)` may be evaluated once for each row, without limit. */
const take = (sql: Sql, which: string, parameters: unknown[]): Promise<StationDay[]> =>
  sql.query(
    `WITH taken AS MATERIALIZED (SELECT station_id, day FROM airtime_dirty_days ${which})
     DELETE FROM airtime_dirty_days d USING taken WHERE d.station_id = taken.station_id AND d.day = taken.day
     RETURNING d.station_id AS "stationId", d.day`,
    parameters,
  );
