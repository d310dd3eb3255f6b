import type { Sql } from '../../platform/database/sql.js';
import type { BroadcastReason } from '../../consequences/reasons.schemas.js';
import type { Priority } from '../../programs/program.entity.js';
import type { OutcomeDecision } from '../deciding/decide-outcome.js';
import type { StationDay } from './station-days.js';

/** What is or was planned at a station on a local day. */
export interface BroadcastOfDay {
  id: string;
  title: string;
  topic: string;
  priority: Priority;
  startsAt: Date;
  endsAt: Date;
  /** Seconds late that still count. */
  startWithin: number;
  /** When it left the plan, for whatever reason; null while it is on it. */
  withdrawnAt: Date | null;
  withdrawnBecause: BroadcastReason | null;
  /** The words of the person who withdrew it, or the name of a quiet day or a daypart. */
  withdrawnNote: string | null;
  /** Whether a device was enrolled at the station, and had not ended, when the broadcast began. */
  hadDevice: boolean;
}

/** An outcome before it is stored. */
export interface NewOutcome extends OutcomeDecision {
  broadcastId: string;
}

/** An outcome as it was last decided. */
export interface DecidedOutcome extends NewOutcome {
  decidedAt: Date;
}

/**
 * The broadcasts of a day with what was approved to be announced when they began, in the order of the clock; without those
 * that never were planned.
 */
export function broadcastsOfDay(sql: Sql, { stationId, day }: StationDay): Promise<BroadcastOfDay[]> {
  return sql.query(
    `SELECT b.id, d.title, d.topic, b.priority, b.starts_at AS "startsAt", b.ends_at AS "endsAt",
            b.start_within AS "startWithin", CASE WHEN b.state <> 'planned' THEN b.state_at END AS "withdrawnAt",
            b.reason_code AS "withdrawnBecause", b.note AS "withdrawnNote",
            EXISTS (SELECT FROM devices d WHERE d.station_id = b.station_id AND d.enrolled_at <= b.starts_at
                    AND (d.ended_at IS NULL OR d.ended_at > b.starts_at)) AS "hadDevice"
     FROM broadcasts b JOIN program_descriptions d ON d.program_id = b.program_id AND d.during @> b.starts_at
     WHERE b.station_id = $1 AND b.airs_on = $2 AND b.air_day BETWEEN $2::date - 1 AND $2 AND b.planned_at IS NOT NULL
     ORDER BY b.starts_at, b.id`,
    [stationId, day],
  );
}

/** The outcomes of those broadcasts that have one. */
export function outcomesOf(sql: Sql, broadcastIds: readonly string[]): Promise<DecidedOutcome[]> {
  return sql.query(
    `SELECT broadcast_id AS "broadcastId", outcome, reason, said, proved_seconds AS "provedSeconds",
            confirmed_seconds AS "confirmedSeconds", decided_at AS "decidedAt"
     FROM outcomes WHERE broadcast_id = ANY ($1)`,
    [broadcastIds],
  );
}

/** Makes `decided` all outcomes of the day. An outcome that is the same as before keeps its `decided_at`. */
export async function replaceOutcomes(
  sql: Sql,
  { stationId, day }: StationDay,
  decided: readonly NewOutcome[],
  at: Date,
): Promise<void> {
  const ids = decided.map(({ broadcastId }) => broadcastId);
  await sql.query('DELETE FROM outcomes WHERE station_id = $1 AND airs_on = $2 AND broadcast_id <> ALL ($3)', [
    stationId,
    day,
    ids,
  ]);
  await sql.query(
    `INSERT INTO outcomes AS was (air_day, airs_on, broadcast_id, station_id, outcome, reason, proved_seconds,
       confirmed_seconds, said, decided_at)
     SELECT b.air_day, $2, d."broadcastId", $1, d.outcome, d.reason, d."provedSeconds", d."confirmedSeconds", d.said, $4
     FROM jsonb_to_recordset($3) AS d ("broadcastId" uuid, outcome text, reason text, "provedSeconds" numeric,
       "confirmedSeconds" numeric, said text)
     JOIN broadcasts b ON b.id = d."broadcastId" AND b.air_day BETWEEN $2::date - 1 AND $2
     ON CONFLICT (broadcast_id) DO UPDATE SET outcome = EXCLUDED.outcome, reason = EXCLUDED.reason,
       proved_seconds = EXCLUDED.proved_seconds, confirmed_seconds = EXCLUDED.confirmed_seconds,
       said = EXCLUDED.said, decided_at = EXCLUDED.decided_at
     WHERE (was.outcome, was.reason, was.proved_seconds, was.confirmed_seconds, was.said) IS DISTINCT FROM
       (EXCLUDED.outcome, EXCLUDED.reason, EXCLUDED.proved_seconds, EXCLUDED.confirmed_seconds, EXCLUDED.said)`,
    [stationId, day, JSON.stringify(decided), at],
  );
}
