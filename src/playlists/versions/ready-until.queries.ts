import type { Sql } from '../../platform/database/sql.js';

/** SQL: the version that the device `d` reported last; null before its first pull or report. */
export const HELD_VERSION = `(d.last_report->>'playlistVersion')::bigint`;

/**
 * SQL condition: the playlist `p` that a device holds, at a station with the head `h`, was made after an instant, or did not have to
 * be made anew. @param since SQL of the instant
 */
export const MADE_SINCE = (since: string): string =>
  `(p.issued_at > ${since} OR h.version = p.version AND h.fresh_from > ${since})`;

/** SQL: whether the schedule has changed since the version in force, of the head `h`, was issued. */
export const PLAYLIST_CHANGED = 'h.fresh_until IS NULL';

/**
 * Items of the version in force that were not over when the device called last, and that it lacks in the version it holds, or
 * whose audio it lacks.
 */
const LACKS = `SELECT min(i.starts_at) AS at FROM playlist_items i
  WHERE i.station_id = h.station_id AND i.version = h.version AND i.latest_end > known.at
    AND (d.last_report->'held'->'missing' ? i.audio_sha256
      OR (held.version <> h.version AND (NOT EXISTS (SELECT FROM playlist_items o
            WHERE o.station_id = h.station_id AND o.version = held.version AND o.broadcast_id = i.broadcast_id)
          OR NOT EXISTS (SELECT FROM playlist_items o
            WHERE o.station_id = h.station_id AND o.version = held.version AND o.audio_sha256 = i.audio_sha256))))`;

/** Items of the version that the device holds without their audio, also of days that the version in force has left behind. */
const ABSENT = `SELECT min(o.starts_at) AS at FROM playlist_items o
  WHERE o.station_id = h.station_id AND o.version = held.version AND o.latest_end > known.at
    AND d.last_report->'held'->'missing' ? o.audio_sha256`;

/** Items that the device would still play and that the version in force does not have. */
const KEEPS = `SELECT min(o.starts_at) AS at FROM playlist_items o
  WHERE held.version <> h.version AND o.station_id = h.station_id AND o.version = held.version AND o.latest_end > $2
    AND NOT EXISTS (SELECT FROM playlist_items i
      WHERE i.station_id = h.station_id AND i.version = h.version AND i.broadcast_id = o.broadcast_id)`;

/** What was planned, moved or taken off the plan since the version in force was issued. */
const CHANGED = `SELECT min(one.at) AS at FROM (
    SELECT b.starts_at AS at FROM broadcasts b
    WHERE ${PLAYLIST_CHANGED} AND b.station_id = h.station_id AND b.state = 'planned' AND b.ends_at > known.at
      AND b.ends_at <= held.valid_until AND b.air_day BETWEEN (known.at AT TIME ZONE 'UTC')::date - 1
        AND (held.valid_until AT TIME ZONE 'UTC')::date + 1
      AND NOT EXISTS (SELECT FROM playlist_items o WHERE o.station_id = h.station_id AND o.version = held.version
        AND o.broadcast_id = b.id AND o.starts_at = b.starts_at)
    UNION ALL
    SELECT o.starts_at FROM playlist_items o JOIN broadcasts b ON b.id = o.broadcast_id
    WHERE ${PLAYLIST_CHANGED} AND o.station_id = h.station_id AND o.version = held.version AND o.latest_end > $2
      AND b.state <> 'planned') one`;

/**
 * The same rule as `judgeReadiness`, for the devices in use of many stations: the latest of each station. An item counts until it
 * cannot begin any more. Nothing is known of a silent device since its last call, `known.at`. Stations whose devices report
 * nothing are left out.
 */
export async function readyUntil(sql: Sql, stationIds: readonly string[], now: Date): Promise<Map<string, Date>> {
  const rows = await sql.query<{ stationId: string; until: Date }>(
    `SELECT d.station_id AS "stationId", max(greatest(known.at,
         least(coalesce(held.valid_until, known.at), lacks.at, absent.at, keeps.at, changed.at))) AS until
     FROM devices d JOIN playlist_heads h ON h.station_id = d.station_id
       LEFT JOIN playlists held ON held.station_id = d.station_id AND held.version = ${HELD_VERSION}
       CROSS JOIN LATERAL (SELECT least($2::timestamptz, d.last_seen_at) AS at) known
       CROSS JOIN LATERAL (${LACKS}) lacks CROSS JOIN LATERAL (${ABSENT}) absent
       CROSS JOIN LATERAL (${KEEPS}) keeps CROSS JOIN LATERAL (${CHANGED}) changed
     WHERE d.station_id = ANY ($1::uuid[]) AND d.ended_at IS NULL AND d.last_report IS NOT NULL
     GROUP BY d.station_id`,
    [stationIds, now],
  );
  return new Map(rows.map(({ stationId, until }) => [stationId, until]));
}
