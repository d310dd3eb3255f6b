import type { Sql } from '../../platform/database/sql.js';
import type { NewPlay } from './new-play.js';

export interface ReportingDevice {
  id: string;
  stationId: string;
}

/** Each column of a play with its type and its value. */
const COLUMNS: [name: string, type: string, valueOf: (play: NewPlay) => unknown][] = [
  ['id', 'uuid', ({ id }) => id],
  ['broadcast_id', 'uuid', ({ broadcastId }) => broadcastId ?? null],
  ['sha256', 'text', ({ sha256 }) => sha256],
  ['started_at', 'timestamptz', ({ startedAt }) => startedAt],
  ['ended_at', 'timestamptz', ({ endedAt }) => endedAt],
  ['played_seconds', 'numeric', ({ playedSeconds }) => playedSeconds],
  ['outcome', 'text', ({ outcome }) => outcome],
  ['reason', 'text', ({ reason }) => reason || null],
  ['clock_offset_ms', 'bigint', ({ clockOffsetMs }) => clockOffsetMs],
];

/**
 * Stores the plays that are not stored yet, in one statement.
 * @returns the broadcast of each play that is new; null where it named none
 */
export async function insertPlays(
  sql: Sql,
  device: ReportingDevice,
  plays: readonly NewPlay[],
  receivedAt: Date,
): Promise<(string | null)[]> {
  const columns = COLUMNS.map(([name]) => name).join(', ');
  const arrays = COLUMNS.map(([, type], index) => `$${index + 4}::${type}[]`).join(', ');
  const rows = await sql.query<{ broadcastId: string | null }>(
    `INSERT INTO play_events (device_id, station_id, received_at, ${columns})
     SELECT $1, $2, $3, ${columns} FROM unnest(${arrays}) AS play (${columns}) ORDER BY id
     ON CONFLICT (id, device_id) DO NOTHING RETURNING broadcast_id AS "broadcastId"`,
    [device.id, device.stationId, receivedAt, ...COLUMNS.map(([, , valueOf]) => plays.map(valueOf))],
  );
  return rows.map(({ broadcastId }) => broadcastId);
}
