import type { Sql } from '../../platform/database/sql.js';
import type { Play, NewestConfirmation } from '../deciding/play.js';
import type { StationDay } from './station-days.js';

/** Whether play `p` was of audio that broadcast `b` is made of, or that a playlist gave out for it. */
const ITS_AUDIO = `(
  p.sha256 = b.original_sha256
  OR EXISTS (SELECT FROM renditions r WHERE r.original_sha256 = b.original_sha256 AND r.sha256 = p.sha256)
  OR EXISTS (SELECT FROM playlist_items i
             WHERE i.station_id = p.station_id AND i.audio_sha256 = p.sha256 AND i.broadcast_id = p.broadcast_id))`;

/**
 * The plays of each broadcast of a station's day by devices of the station; another station's plays do not count.
 * A play of audio that never belonged to the broadcast, e.g. an old file from a cache, counts as failed (`file-fault`).
 */
export async function playsOfDay(sql: Sql, { stationId, day }: StationDay): Promise<Map<string, Play[]>> {
  const rows = await sql.query<Play & { broadcastId: string }>(
    `SELECT p.broadcast_id AS "broadcastId", p.id, p.started_at AS "startedAt", p.ended_at AS "endedAt",
            CASE WHEN ${ITS_AUDIO} THEN p.played_seconds ELSE 0 END AS "playedSeconds",
            CASE WHEN ${ITS_AUDIO} THEN p.outcome ELSE 'failed' END AS outcome,
            CASE WHEN ${ITS_AUDIO} THEN p.reason ELSE 'file-fault' END AS reason,
            p.clock_offset_ms AS "clockOffsetMs", p.received_at AS "receivedAt"
     FROM broadcasts b JOIN play_events p ON p.broadcast_id = b.id AND p.station_id = b.station_id
     WHERE b.station_id = $1 AND b.airs_on = $2 AND b.air_day BETWEEN $2::date - 1 AND $2 ORDER BY p.id`,
    [stationId, day],
  );
  const plays = new Map<string, Play[]>();
  for (const { broadcastId, ...play } of rows) {
    const others = plays.get(broadcastId);
    if (others) others.push(play);
    else plays.set(broadcastId, [play]);
  }
  return plays;
}

/** Whether a device of its station reported that the broadcast sounded, at whatever time. */
export async function hasSounded(
  sql: Sql,
  { id, stationId }: Readonly<{ id: string; stationId: string }>,
): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM play_events p
     WHERE p.broadcast_id = $1 AND p.station_id = $2 AND p.outcome IN ('played', 'cut') LIMIT 1`,
    [id, stationId],
  );
  return rows.length > 0;
}

/** Of each broadcast that has a confirmation, the one that was said last. */
export async function newestConfirmations(
  sql: Sql,
  broadcastIds: readonly string[],
): Promise<Map<string, NewestConfirmation>> {
  const rows = await sql.query<NewestConfirmation & { broadcastId: string }>(
    `SELECT DISTINCT ON (broadcast_id) broadcast_id AS "broadcastId", said, reason
     FROM confirmations WHERE broadcast_id = ANY ($1) ORDER BY broadcast_id, said_at DESC, id DESC`,
    [broadcastIds],
  );
  return new Map(rows.map(({ broadcastId, said, reason }) => [broadcastId, { said, reason }]));
}
