import type { Sql } from '../../platform/database/sql.js';
import type { StationDay } from '../../playback/outcomes/outcomes.service.js';
import { COUNTS, HEARD, MISSED, PLANNED } from './broadcast-seconds.js';

/** Recomputes whole days of stations from broadcasts and outcomes; nothing is added to what was there before. */
export async function recomputeDays(sql: Sql, days: readonly StationDay[], at: Date): Promise<void> {
  const rows = JSON.stringify(days);
  await sql.query(
    `DELETE FROM airtime_daily a USING jsonb_to_recordset($1) AS d ("stationId" uuid, day date)
     WHERE a.station_id = d."stationId" AND a.day = d.day`,
    [rows],
  );
  await sql.query(ROLL_UP, [rows, at]);
}

/**
 * Counted as missed when nothing of it was on air. Topic and origin are those that were approved when the broadcast began.
 */
const ROLL_UP = `
  INSERT INTO airtime_daily (station_id, day, topic, origin, priority, planned_seconds, proved_seconds,
    confirmed_seconds, missed_seconds, planned_count, proved_count, confirmed_count, missed_count, computed_at)
  SELECT station_id, day, topic, origin, priority, sum(planned), sum(proved), sum(confirmed), sum(missed),
    count(*) FILTER (WHERE planned > 0), count(*) FILTER (WHERE any_proof), count(*) FILTER (WHERE any_heard),
    count(*) FILTER (WHERE missed > 0 AND NOT any_proof AND NOT any_heard), $2
  FROM (
    SELECT b.station_id, b.airs_on AS day, described.topic, described.origin, b.priority,
      ${PLANNED} AS planned, proved, confirmed, any_proof, any_heard, ${MISSED} AS missed
    FROM jsonb_to_recordset($1) AS d ("stationId" uuid, day date)
    JOIN broadcasts b ON b.station_id = d."stationId" AND b.airs_on = d.day AND b.air_day BETWEEN d.day - 1 AND d.day
    JOIN program_descriptions described ON described.program_id = b.program_id AND described.during @> b.starts_at
    LEFT JOIN outcomes o ON o.broadcast_id = b.id
    CROSS JOIN LATERAL (${HEARD}) seconds
    WHERE ${COUNTS}
  ) AS one
  GROUP BY station_id, day, topic, origin, priority`;
