import type { Work } from '../../platform/database/unit-of-work.js';

/**
 * Tables of one transaction in which a plan is made: `plan_places` (which terms are for which station on which days),
 * `plan_stations` (each with its class), `plan_wanted` (each occurrence at a station as it should be, beside the row that
 * there is), `plan_stale` (rows that no longer occur), `plan_changes` (what was done, of all rounds), and `plan_net` (the same,
 * each row once).
 */
export const SCRATCH_TABLES = `
  CREATE TEMP TABLE IF NOT EXISTS plan_places (
    entry_id uuid, terms_id uuid, station_id uuid, own boolean, days datemultirange) ON COMMIT DELETE ROWS;
  CREATE TEMP TABLE IF NOT EXISTS plan_stations (station_id uuid, zone text, class int) ON COMMIT DELETE ROWS;
  CREATE TEMP TABLE IF NOT EXISTS plan_wanted (
    entry_id uuid, station_id uuid, class int, zone text, on_day date, slot int, air_day date, airs_on date,
    starts_at timestamptz, ends_at timestamptz, program_id uuid, sha256 text, priority text, start_within int,
    state text, reason text, note text, kind text, id uuid, old_state text, old_starts_at timestamptz,
    old_ends_at timestamptz, old_program uuid, old_reason text, old_note text) ON COMMIT DELETE ROWS;
  CREATE TEMP TABLE IF NOT EXISTS plan_stale (
    air_day date, id uuid, entry_id uuid, station_id uuid, state text, reason text, starts_at timestamptz,
    ends_at timestamptz) ON COMMIT DELETE ROWS;
  CREATE TEMP TABLE IF NOT EXISTS plan_changes (
    air_day date, id uuid, entry_id uuid, station_id uuid, program_id uuid, zone text, state text, reason text, note text,
    starts_at timestamptz, ends_at timestamptz, old_state text, old_starts_at timestamptz, old_ends_at timestamptz,
    old_program uuid, round int) ON COMMIT DELETE ROWS;
  CREATE TEMP TABLE IF NOT EXISTS plan_only (station_id uuid) ON COMMIT DELETE ROWS;
  CREATE TEMP TABLE IF NOT EXISTS plan_net (
    air_day date, id uuid, entry_id uuid, station_id uuid, program_id uuid, zone text, state text, reason text, note text,
    starts_at timestamptz, old_state text, old_starts_at timestamptz, old_program uuid, kind text) ON COMMIT DELETE ROWS;`;

const OF_A_ROUND = ['plan_places', 'plan_stations', 'plan_wanted', 'plan_stale'];

// TRUNCATE makes new files, which takes longer than all else where few stations are planned; at first all are empty.
const BEGIN_ROUND = `DO $$ BEGIN
    IF to_regclass('pg_temp.plan_net') IS NULL THEN ${SCRATCH_TABLES}
    ELSIF ${OF_A_ROUND.map((table) => `EXISTS (SELECT FROM ${table})`).join(' OR ')} THEN TRUNCATE ${OF_A_ROUND.join(', ')};
    END IF;
  END $$`;

/** Only these stations count. @returns SQL of their ids */
export async function keepOnly(work: Work, stationIds: readonly string[]): Promise<string> {
  await beginRound(work);
  await work.query('INSERT INTO plan_only SELECT unnest($1::uuid[])', [stationIds]);
  return 'SELECT station_id FROM plan_only';
}

/** Makes the tables of a plan, or empties those of the round before. What was done before stays in `plan_changes`. */
export async function beginRound(work: Work): Promise<void> {
  await work.query(BEGIN_ROUND);
}
