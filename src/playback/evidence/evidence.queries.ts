import type { Sql } from '../../platform/database/sql.js';
import type { PlayOutcome } from '../deciding/play.js';

/** A stored play, its instants corrected by the offset of the device's clock. */
export interface StoredPlay {
  id: string;
  deviceId: string;
  sha256: string;
  startedAt: Date;
  endedAt: Date;
  playedSeconds: number;
  outcome: PlayOutcome;
  reason: string | null;
  clockOffsetMs: number;
  receivedAt: Date;
}

const CORRECTED = "- clock_offset_ms * interval '1 millisecond'";

/** Where a page of plays begins: after the play with this start, id and device. */
export interface PlaysCursor {
  startedAt: string;
  id: string;
  deviceId: string;
}

/** Plays of a broadcast as devices of its own station reported them, in the order of their start: `rows` after `after`. */
export function storedPlaysOf(
  sql: Sql,
  { broadcastId, stationId }: { broadcastId: string; stationId: string },
  { after, rows }: { after: PlaysCursor | undefined; rows: number },
): Promise<StoredPlay[]> {
  return sql.query(
    `SELECT id, device_id AS "deviceId", sha256, started_at ${CORRECTED} AS "startedAt",
            ended_at ${CORRECTED} AS "endedAt", played_seconds AS "playedSeconds", outcome, reason,
            clock_offset_ms AS "clockOffsetMs", received_at AS "receivedAt"
     FROM play_events
     WHERE broadcast_id = $1 AND station_id = $2
       AND ($3::timestamptz IS NULL OR (started_at ${CORRECTED}, id, device_id) > ($3, $4::uuid, $5::uuid))
     ORDER BY 4, id, device_id LIMIT $6`,
    [broadcastId, stationId, after?.startedAt ?? null, after?.id ?? null, after?.deviceId ?? null, rows],
  );
}
