import type { Sql } from '../../platform/database/sql.js';
import type { Said } from '../deciding/play.js';

/** What somebody says: what was heard, why not (a code of the not-aired reasons), and a note. */
export interface Word {
  said: Said;
  reason: string | null;
  note: string | null;
}

/** One thing that somebody said of a broadcast. Never changed; the one that was said last counts. */
export interface Confirmation extends Word {
  id: string;
  broadcastId: string;
  /** Made by the client for each tap. */
  tap: string;
  /** Name of the person. */
  confirmedBy: string;
  /** When the person tapped. */
  saidAt: Date;
  /** When it arrived. */
  confirmedAt: Date;
}

/** A confirmation to be stored; `confirmedBy` is the person's id. */
export interface NewConfirmationRow extends Confirmation {
  stationId: string;
}

/** A confirmation with the id of the person. */
export interface ConfirmationOfPerson extends Confirmation {
  personId: string;
}

const CONFIRMATIONS_LOCK = 7_264_801;

const COLUMNS = `c.id, c.broadcast_id AS "broadcastId", c.tap, c.said, c.reason, c.note, p.name AS "confirmedBy",
  c.said_at AS "saidAt", c.confirmed_at AS "confirmedAt"`;

/** Nobody else confirms this broadcast until the transaction ends. */
export async function lockConfirmations(sql: Sql, broadcastId: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [CONFIRMATIONS_LOCK, broadcastId]);
}

export async function insertConfirmation(sql: Sql, row: NewConfirmationRow): Promise<void> {
  await sql.query(
    `INSERT INTO confirmations (id, broadcast_id, station_id, tap, said, reason, note, confirmed_by, said_at, confirmed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.id,
      row.broadcastId,
      row.stationId,
      row.tap,
      row.said,
      row.reason,
      row.note,
      row.confirmedBy,
      row.saidAt,
      row.confirmedAt,
    ],
  );
}

/** All confirmations of these broadcasts; what was said last comes first. */
export function confirmationsOf(sql: Sql, broadcastIds: readonly string[]): Promise<Confirmation[]> {
  return sql.query<Confirmation>(
    `SELECT ${COLUMNS} FROM confirmations c JOIN people p ON p.id = c.confirmed_by
     WHERE c.broadcast_id = ANY ($1) ORDER BY c.said_at DESC, c.id DESC`,
    [broadcastIds],
  );
}

/** What the person said of the broadcast with this tap. */
export async function confirmationByTap(
  sql: Sql,
  broadcastId: string,
  { tap, personId }: { tap: string; personId: string },
): Promise<Confirmation | undefined> {
  const rows = await sql.query<Confirmation>(
    `SELECT ${COLUMNS} FROM confirmations c JOIN people p ON p.id = c.confirmed_by
     WHERE c.broadcast_id = $1 AND c.confirmed_by = $2 AND c.tap = $3`,
    [broadcastId, personId, tap],
  );
  return rows[0];
}

/** What the person said of the broadcast last. */
export async function lastConfirmationOf(
  sql: Sql,
  broadcastId: string,
  personId: string,
): Promise<Confirmation | undefined> {
  const rows = await sql.query<Confirmation>(
    `SELECT ${COLUMNS} FROM confirmations c JOIN people p ON p.id = c.confirmed_by
     WHERE c.broadcast_id = $1 AND c.confirmed_by = $2 ORDER BY c.confirmed_at DESC, c.id DESC LIMIT 1`,
    [broadcastId, personId],
  );
  return rows[0];
}

/** What was said of the broadcast just before (or at) an instant, and just after it. */
export function neighboursOf(sql: Sql, broadcastId: string, at: Date): Promise<ConfirmationOfPerson[]> {
  return sql.query<ConfirmationOfPerson>(
    `SELECT ${COLUMNS}, c.confirmed_by AS "personId" FROM confirmations c JOIN people p ON p.id = c.confirmed_by
     WHERE c.id IN (
       (SELECT id FROM confirmations WHERE broadcast_id = $1 AND said_at <= $2 ORDER BY said_at DESC, id DESC LIMIT 1)
       UNION ALL
       (SELECT id FROM confirmations WHERE broadcast_id = $1 AND said_at > $2 ORDER BY said_at, id LIMIT 1))`,
    [broadcastId, at],
  );
}
