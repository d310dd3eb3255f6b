import type { Sql } from '../../platform/database/sql.js';
import type { Said } from '../deciding/play.js';

/** One thing that somebody said of a broadcast. Never changed; the newest one counts. */
export interface Confirmation {
  id: string;
  broadcastId: string;
  said: Said;
  /** A code of the not-aired reasons. */
  reason: string | null;
  note: string | null;
  /** Name of the person. */
  confirmedBy: string;
  confirmedAt: Date;
}

/** A confirmation to be stored; `confirmedBy` is the person's id. */
export interface NewConfirmationRow extends Confirmation {
  stationId: string;
}

export async function insertConfirmation(sql: Sql, row: NewConfirmationRow): Promise<void> {
  await sql.query(
    `INSERT INTO confirmations (id, broadcast_id, station_id, said, reason, note, confirmed_by, confirmed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.broadcastId, row.stationId, row.said, row.reason, row.note, row.confirmedBy, row.confirmedAt],
  );
}

/** All confirmations of these broadcasts, newest first. */
export function confirmationsOf(sql: Sql, broadcastIds: readonly string[]): Promise<Confirmation[]> {
  return sql.query(
    `SELECT c.id, c.broadcast_id AS "broadcastId", c.said, c.reason, c.note, p.name AS "confirmedBy",
            c.confirmed_at AS "confirmedAt"
     FROM confirmations c JOIN people p ON p.id = c.confirmed_by
     WHERE c.broadcast_id = ANY ($1) ORDER BY c.id DESC`,
    [broadcastIds],
  );
}
