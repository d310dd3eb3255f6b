import type { Sql } from '../../platform/database/sql.js';

/** What the database tells about the whole centre. */
export interface Figures {
  stationsUnseen: number;
  outcomesWaiting: number;
  /** Null when none waits. */
  outcomesAskedAt: Date | null;
  eventsWaiting: number;
}

/** @param unseenSince a station that is open counts as unseen when none of its devices has called since */
export async function figures(sql: Sql, unseenSince: Date): Promise<Figures> {
  const [row] = await sql.query<Figures>(
    `SELECT
       (SELECT count(*) FROM (
          SELECT FROM devices d JOIN stations s ON s.id = d.station_id
          WHERE d.ended_at IS NULL AND (s.closed_on IS NULL OR s.closed_on > ($1::timestamptz AT TIME ZONE s.time_zone)::date)
          GROUP BY s.id HAVING max(coalesce(d.last_seen_at, d.enrolled_at)) < $1) unseen) AS "stationsUnseen",
       (SELECT count(*) FROM outcome_checks) AS "outcomesWaiting",
       (SELECT min(asked_at) FROM outcome_checks) AS "outcomesAskedAt",
       (SELECT count(*) FROM pending_events) AS "eventsWaiting"`,
    [unseenSince],
  );
  if (!row) throw new Error('the figures have no row');
  return row;
}
