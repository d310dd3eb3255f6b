import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { beginRound } from './scratch-tables.queries.js';

/** A row `b` that is not over at `now`, SQL of a timestamptz: ahead, or on the air. */
const notOver = (now: string) => `b.ends_at > ${now} AND b.air_day >= ${earliestLocalDay(now)}`;

/**
 * Withdraws an entry's broadcasts that are not over, for good, and deletes what of it never was planned. Notes in
 * `plan_changes` what has been planned until now, as round 0.
 * @param note the person's words; null when the service withdraws them
 */
export async function withdrawBroadcastsOf(work: Work, entryId: string, note: string | null): Promise<void> {
  await work.query(
    `WITH before AS MATERIALIZED (
       SELECT b.air_day, b.id, b.state, b.planned_at FROM broadcasts b WHERE b.entry_id = $1 AND b.state <> 'withdrawn' AND ${notOver('$2')}),
     deleted AS (DELETE FROM broadcasts b USING before WHERE b.air_day = before.air_day AND b.id = before.id AND before.planned_at IS NULL),
     withdrawn AS (
       UPDATE broadcasts b SET state = 'withdrawn', state_at = $2, reason_code = 'entry-withdrawn', note = $3
       FROM before WHERE b.air_day = before.air_day AND b.id = before.id AND before.planned_at IS NOT NULL
       RETURNING b.*, before.state AS was)
     INSERT INTO plan_changes SELECT air_day, id, entry_id, station_id, program_id, time_zone, state, reason_code, note,
       starts_at, ends_at, was, starts_at, ends_at, program_id, 0 FROM withdrawn WHERE was = 'planned'`,
    [entryId, work.now, note],
  );
}

/**
 * Deletes what was withdrawn with an entry and is ahead, so that planning makes it again under the same ids, and notes it in
 * `plan_changes`, as before the first round.
 */
export async function reviveBroadcastsOf(work: Work, entryId: string): Promise<void> {
  await beginRound(work);
  await work.query(
    `WITH deleted AS (
       DELETE FROM broadcasts b WHERE b.entry_id = $1 AND b.state = 'withdrawn' AND b.reason_code = 'entry-withdrawn'
         AND b.starts_at > $2 AND b.air_day >= ${earliestLocalDay('$2')} RETURNING b.*)
     INSERT INTO plan_changes SELECT air_day, id, entry_id, station_id, program_id, time_zone, state, reason_code, note,
       starts_at, ends_at, state, starts_at, ends_at, program_id, -1 FROM deleted`,
    [entryId, work.now],
  );
}
