import type { Work } from '../../platform/database/unit-of-work.js';

/**
 * Rows that turned out as they are need nothing.
 * Gaps stay gaps: also if only the reason is another, that is a change.
 */
const SETTLE = `UPDATE plan_wanted SET kind = 'same' WHERE kind = 'changed' AND state = old_state AND state <> 'planned'
  AND reason IS NOT DISTINCT FROM old_reason AND note IS NOT DISTINCT FROM old_note AND starts_at = old_starts_at
  AND ends_at = old_ends_at AND program_id = old_program`;

/**
 * Deletes what no longer occurs, and withdraws what is so near that it has been announced; changes what is otherwise, in
 * one statement, so that two can exchange their times; and adds what is new. Notes all of it in `plan_changes`.
 * @param frozenUntil nearer rows are never deleted
 * @param mayBeOld whether there may be rows of the entries already
 */
export async function applyPlan(
  work: Work,
  { frozenUntil, round, mayBeOld }: { frozenUntil: Date; round: number; mayBeOld: boolean },
): Promise<void> {
  if (mayBeOld) {
    await takeAway(work, frozenUntil, round);
    await work.query(SETTLE);
    await update(work, round);
  }
  await insert(work, round);
}

async function takeAway(work: Work, frozenUntil: Date, round: number): Promise<void> {
  await work.query(
    `WITH deleted AS (
       DELETE FROM broadcasts b USING plan_stale s WHERE b.air_day = s.air_day AND b.id = s.id
         AND (s.starts_at >= $1 OR b.planned_at IS NULL) RETURNING b.*, s.state AS was, s.reason AS because),
     withdrawn AS (
       UPDATE broadcasts b SET state = 'withdrawn', reason_code = s.reason, note = NULL, state_at = $2
       FROM plan_stale s WHERE b.air_day = s.air_day AND b.id = s.id AND s.starts_at < $1 AND b.planned_at IS NOT NULL
       RETURNING b.*, s.state AS was, s.reason AS because),
     gone AS (SELECT * FROM deleted UNION ALL SELECT * FROM withdrawn)
     INSERT INTO plan_changes SELECT air_day, id, entry_id, station_id, program_id, time_zone, 'withdrawn', because, NULL,
       starts_at, ends_at, was, starts_at, ends_at, program_id, $3 FROM gone`,
    [frozenUntil, work.now, round],
  );
}

const NOTED = `INSERT INTO plan_changes
  SELECT w.air_day, w.id, w.entry_id, w.station_id, w.program_id, w.zone, w.state, w.reason, w.note, w.starts_at, w.ends_at, w.old_state,
         w.old_starts_at, w.old_ends_at, w.old_program`;

async function update(work: Work, round: number): Promise<void> {
  await work.query(
    `WITH changed AS (
       UPDATE broadcasts b SET state = w.state, reason_code = w.reason, note = w.note, airs_on = w.airs_on, program_id = w.program_id,
         state_at = CASE WHEN b.state = w.state THEN b.state_at ELSE $1 END,
         planned_at = CASE WHEN w.state = 'planned' THEN $1 ELSE b.planned_at END,
         original_sha256 = CASE WHEN b.starts_at < $1 THEN b.original_sha256 ELSE coalesce(w.sha256, b.original_sha256) END,
         starts_at = CASE WHEN b.starts_at < $1 THEN b.starts_at ELSE w.starts_at END,
         ends_at = CASE WHEN b.starts_at < $1 THEN b.ends_at ELSE w.ends_at END,
         priority = w.priority, start_within = w.start_within
       FROM plan_wanted w WHERE w.kind = 'changed' AND b.air_day = w.air_day AND b.id = w.id RETURNING 1)
     ${NOTED}, $2 FROM plan_wanted w WHERE w.kind = 'changed'`,
    [work.now, round],
  );
}

async function insert(work: Work, round: number): Promise<void> {
  await work.query(
    `WITH added AS (
       INSERT INTO broadcasts (id, entry_id, on_day, slot, station_id, program_id, original_sha256, priority, air_day, airs_on,
         starts_at, ends_at, time_zone, start_within, state, state_at, reason_code, note, planned_at)
       SELECT id, entry_id, on_day, slot, station_id, program_id, sha256, priority, air_day, airs_on, starts_at, ends_at, zone,
         start_within, state, $1, reason, note, CASE WHEN state = 'planned' THEN $1::timestamptz END
       FROM plan_wanted WHERE kind = 'new')
     ${NOTED}, $2 FROM plan_wanted w WHERE w.kind = 'new'`,
    [work.now, round],
  );
}
