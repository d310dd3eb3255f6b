import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { MAY_AIR, WHY_NOT_AIR } from './may-air.js';
import type { WithdrawalReason } from './reasons.js';

/** A broadcast that was withdrawn just now. */
export interface WithdrawnBroadcast {
  stationId: string;
  reason: WithdrawalReason;
}

/** A local day on which the entry's owner does not serve a station. */
export interface UnservedDay {
  stationId: string;
  day: string;
  reason: WithdrawalReason;
}

/** Not over at `now`, SQL of a timestamptz: ahead, or on the air. */
const notOver = (now: string) => `b.ends_at > ${now} AND b.air_day >= ${earliestLocalDay(now)}`;

const RETURNING = 'RETURNING b.station_id AS "stationId", b.reason_code AS reason';

/**
 * Withdraws an entry's broadcasts that are not over, for good: those that a rule withdrew cannot return either. Its gaps
 * ahead are deleted.
 * @param note the person's words
 * @returns the stations of broadcasts that were planned until now, each once
 */
export async function withdrawBroadcastsOf(work: Work, entryId: string, note: string): Promise<string[]> {
  const rows = await work.query<{ stationId: string; wasPlanned: boolean }>(
    `WITH before AS (SELECT id, air_day, withdrawn_at FROM broadcasts b WHERE b.entry_id = $1 AND ${notOver('$2')})
     UPDATE broadcasts b SET may_return = false, withdrawn_at = coalesce(b.withdrawn_at, $2),
            reason_code = CASE WHEN b.withdrawn_at IS NULL THEN 'entry-withdrawn' ELSE b.reason_code END,
            withdrawn_note = CASE WHEN b.withdrawn_at IS NULL THEN $3 ELSE b.withdrawn_note END
     FROM before WHERE b.air_day = before.air_day AND b.id = before.id
     RETURNING b.station_id AS "stationId", before.withdrawn_at IS NULL AS "wasPlanned"`,
    [entryId, work.now, note],
  );
  await work.query('DELETE FROM planning_gaps WHERE entry_id = $1 AND starts_at > $2', [entryId, work.now]);
  return [...new Set(rows.filter(({ wasPlanned }) => wasPlanned).map(({ stationId }) => stationId))];
}

/** Withdraws a program's broadcasts that are not over and may not air any more; they may return. */
export function withdrawUnairable(work: Work, programId: string): Promise<WithdrawnBroadcast[]> {
  return work.query(
    `UPDATE broadcasts b SET withdrawn_at = $2, reason_code = ${WHY_NOT_AIR}, may_return = true
     WHERE b.program_id = $1 AND b.withdrawn_at IS NULL AND ${notOver('$2')} AND (${MAY_AIR}) IS NOT TRUE ${RETURNING}`,
    [programId, work.now],
  );
}

/** Withdraws an entry's broadcasts at stations that it is not for, or on days when a station is not served; they may return. */
export function withdrawWhereUnserved(
  work: Work,
  entryId: string,
  { stationIds, unserved }: { stationIds: readonly string[]; unserved: readonly UnservedDay[] },
): Promise<WithdrawnBroadcast[]> {
  return work.query(
    `WITH leaving AS (
       SELECT b.air_day, b.id, coalesce(u.reason, 'station-left') AS reason
       FROM broadcasts b LEFT JOIN unnest($4::uuid[], $5::date[], $6::text[]) AS u (station_id, day, reason)
         ON u.station_id = b.station_id AND u.day = b.airs_on
       WHERE b.entry_id = $1 AND b.withdrawn_at IS NULL AND ${notOver('$2')}
         AND (u.reason IS NOT NULL OR b.station_id <> ALL ($3::uuid[])))
     UPDATE broadcasts b SET withdrawn_at = $2, reason_code = leaving.reason, may_return = true
     FROM leaving WHERE b.air_day = leaving.air_day AND b.id = leaving.id ${RETURNING}`,
    [
      entryId,
      work.now,
      stationIds,
      unserved.map(({ stationId }) => stationId),
      unserved.map(({ day }) => day),
      unserved.map(({ reason }) => reason),
    ],
  );
}

/** Stations at which the entry has broadcasts that are not over. */
export async function stationsAhead(work: Work, entryId: string): Promise<string[]> {
  const rows = await work.query<{ id: string }>(
    `SELECT DISTINCT station_id AS id FROM broadcasts b WHERE entry_id = $1 AND withdrawn_at IS NULL AND ${notOver('$2')}`,
    [entryId, work.now],
  );
  return rows.map(({ id }) => id);
}

/** Programs with broadcasts ahead that may not air: an event was lost, or their last day is over. */
export async function programsToReplan(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT b.program_id AS id
     FROM (SELECT program_id, original_sha256, max(airs_on) AS airs_on, max(starts_at) AS starts_at,
                  NULL::timestamptz AS withdrawn_at
           FROM broadcasts b WHERE withdrawn_at IS NULL AND ${notOver('$1')}
           GROUP BY program_id, original_sha256) b
     WHERE (${MAY_AIR}) IS NOT TRUE`,
    [now],
  );
  return rows.map(({ id }) => id);
}
