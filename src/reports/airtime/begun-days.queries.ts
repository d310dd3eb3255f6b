import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

/** Whether a local day, and all before it, have been marked as begun. @param day `YYYY-MM-DD` */
export async function isMarkedAsBegun(sql: Sql, day: string): Promise<boolean> {
  return (await sql.query('SELECT FROM airtime_days_begun WHERE marked_through >= $1', [day])).length > 0;
}

/** Notes that days to `day` have begun; changes of their plans are marked from the end of this transaction on. */
export async function beginDays(work: Work, day: string): Promise<void> {
  await work.query('UPDATE airtime_days_begun SET began_through = $1 WHERE began_through < $1', [day]);
}

/** Marks the days that have begun since the last time and on which something is planned, or was when they were rolled up. */
export async function markBegunDays(work: Work): Promise<void> {
  const rows = await work.query<{ last: string; marked: string }>(
    'SELECT began_through::text AS last, marked_through::text AS marked FROM airtime_days_begun FOR UPDATE',
  );
  for (const { last, marked } of rows) {
    await work.query(
      `INSERT INTO airtime_dirty_days (station_id, day, asked_at)
       SELECT station_id, day, $1::timestamptz FROM (
         SELECT b.station_id, b.airs_on AS day FROM broadcasts b
         WHERE b.airs_on > $2 AND b.airs_on <= $3 AND b.air_day >= $2::date - 1 AND b.air_day <= $3
           AND b.planned_at IS NOT NULL
         UNION
         SELECT a.station_id, a.day FROM airtime_daily a WHERE a.day > $2 AND a.day <= $3) AS days
       ORDER BY 1, 2
       ON CONFLICT (station_id, day) DO UPDATE SET asked_at = EXCLUDED.asked_at`,
      [work.now, marked, last],
    );
    await work.query('UPDATE airtime_days_begun SET marked_through = $1', [last]);
  }
}
