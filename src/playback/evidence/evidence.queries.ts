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

/** Plays of a broadcast as devices of its own station reported them, in the order of their start. */
export function storedPlaysOf(sql: Sql, broadcastId: string, stationId: string): Promise<StoredPlay[]> {
  return sql.query(
    `SELECT id, device_id AS "deviceId", sha256, started_at ${CORRECTED} AS "startedAt",
            ended_at ${CORRECTED} AS "endedAt", played_seconds AS "playedSeconds", outcome, reason,
            clock_offset_ms AS "clockOffsetMs", received_at AS "receivedAt"
     FROM play_events WHERE broadcast_id = $1 AND station_id = $2 ORDER BY 4, id`,
    [broadcastId, stationId],
  );
}
