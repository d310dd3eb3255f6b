import type { Sql } from '../../platform/database/sql.js';
import type { StationDay } from '../../playback/outcomes/outcomes.service.js';

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
 * Planned: what still is so. Proved and confirmed: as decided, also of a withdrawn broadcast that sounded all the same,
 * by a device or by a person.
 * Missed: what neither a device proves nor a person heard of a broadcast that is decided and not aired whole; without a
 * device, only once an operator has confirmed it. Counted as missed when nothing of it was on air.
 * Topic and origin are those that were approved when the broadcast began.
 * Each broadcast counts in whole seconds, so that every table adds up, also in a spreadsheet.
 */
const ROLL_UP = `
  INSERT INTO airtime_daily (station_id, day, topic, origin, priority, planned_seconds, proved_seconds,
    confirmed_seconds, missed_seconds, planned_count, proved_count, confirmed_count, missed_count, computed_at)
  SELECT station_id, day, topic, origin, priority, sum(planned), sum(proved), sum(confirmed), sum(missed),
    count(*) FILTER (WHERE planned > 0), count(*) FILTER (WHERE any_proof), count(*) FILTER (WHERE any_heard),
    count(*) FILTER (WHERE missed > 0 AND NOT any_proof AND NOT any_heard), $2
  FROM (
    SELECT b.station_id, b.airs_on AS day, described.topic, described.origin, b.priority,
      CASE WHEN b.state = 'planned' THEN length ELSE 0 END AS planned, proved, confirmed, any_proof, any_heard,
      CASE WHEN b.state <> 'planned' OR o.outcome IS NULL OR o.outcome IN ('aired', 'late') THEN 0
           WHEN o.outcome = 'unconfirmed' AND o.said IS NULL THEN 0
           ELSE greatest(0, length - greatest(proved, confirmed)) END AS missed
    FROM jsonb_to_recordset($1) AS d ("stationId" uuid, day date)
    JOIN broadcasts b ON b.station_id = d."stationId" AND b.airs_on = d.day AND b.air_day BETWEEN d.day - 1 AND d.day
    JOIN program_descriptions described ON described.program_id = b.program_id AND described.during @> b.starts_at
    LEFT JOIN outcomes o ON o.broadcast_id = b.id
    CROSS JOIN LATERAL (SELECT extract(epoch FROM b.ends_at - b.starts_at) AS length,
      round(coalesce(o.proved_seconds, 0)) AS proved, round(coalesce(o.confirmed_seconds, 0)) AS confirmed,
      coalesce(o.proved_seconds > 0, false) AS any_proof, coalesce(o.confirmed_seconds > 0, false) AS any_heard) seconds
    WHERE b.state = 'planned' OR o.proved_seconds > 0 OR o.confirmed_seconds > 0
  ) AS one
  GROUP BY station_id, day, topic, origin, priority`;
