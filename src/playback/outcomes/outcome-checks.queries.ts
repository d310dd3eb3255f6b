import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import { forUpdate, type WhenLocked } from '../../platform/database/row-locks.js';
import type { Sql } from '../../platform/database/sql.js';
import type { StationDay, StationDays } from './station-days.js';

const BATCH = 5_000;

// DO UPDATE locks the row until the end of the transaction, even if it was there before. A worker skips locked rows, so
// it cannot take this check before the plays that it was asked for are visible.
const ASK = 'ON CONFLICT (station_id, airs_on) DO UPDATE SET asked_at = EXCLUDED.asked_at';

const DAY = 'station_id AS "stationId", airs_on AS day';

// Rows are locked in one order everywhere, so that transactions do not deadlock.

/** Asks for the days of this station's broadcasts among those given, and returns these days. */
export async function askForBroadcasts(
  sql: Sql,
  { stationId, broadcastIds, at }: { stationId: string; broadcastIds: readonly string[]; at: Date },
): Promise<string[]> {
  const rows = await sql.query<StationDay>(
    `INSERT INTO outcome_checks (station_id, airs_on, asked_at)
     SELECT DISTINCT station_id, airs_on, $3::timestamptz FROM broadcasts
     WHERE id = ANY ($2) AND station_id = $1 ORDER BY station_id, airs_on
     ${ASK} RETURNING ${DAY}`,
    [stationId, broadcastIds, at],
  );
  return rows.map(({ day }) => day);
}

/** Asks for days with broadcasts that ended between two instants and have no outcome, 5,000 at most, and returns them. */
export function askForUndecided(
  sql: Sql,
  { since, until }: { since: Date; until: Date },
  at: Date,
): Promise<StationDay[]> {
  return sql.query(
    `INSERT INTO outcome_checks (station_id, airs_on, asked_at)
     SELECT DISTINCT b.station_id, b.airs_on, $3::timestamptz FROM broadcasts b
     WHERE b.air_day >= ${earliestLocalDay('$1')} AND b.ends_at BETWEEN $1 AND $2 AND b.state = 'planned'
       AND NOT EXISTS (SELECT FROM outcomes o WHERE o.broadcast_id = b.id)
       AND NOT EXISTS (SELECT FROM outcome_checks c WHERE c.station_id = b.station_id AND c.airs_on = b.airs_on)
     ORDER BY b.station_id, b.airs_on LIMIT ${BATCH}
     ${ASK} RETURNING ${DAY}`,
    [since, until, at],
  );
}

/** Asks for the stations' days that have a broadcast without an outcome that ended before `endedBy`. */
export async function askForUndecidedOf(
  sql: Sql,
  { stationIds, from, until }: StationDays,
  { endedBy, at }: { endedBy: Date; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO outcome_checks (station_id, airs_on, asked_at)
     SELECT DISTINCT b.station_id, b.airs_on, $5::timestamptz FROM broadcasts b
     WHERE b.station_id = ANY ($1) AND b.airs_on BETWEEN $2 AND $3 AND b.air_day BETWEEN $2::date - 1 AND $3
       AND b.ends_at <= $4 AND b.state = 'planned'
       AND NOT EXISTS (SELECT FROM outcomes o WHERE o.broadcast_id = b.id)
     ORDER BY b.station_id, b.airs_on ${ASK}`,
    [stationIds, from, until, endedBy, at],
  );
}

/** Checks that were asked for before an instant, oldest first, 5,000 at most. */
export function checksAskedBefore(sql: Sql, instant: Date): Promise<StationDay[]> {
  return sql.query(
    `SELECT ${DAY} FROM outcome_checks
     WHERE asked_at <= $1 ORDER BY asked_at, station_id, airs_on LIMIT ${BATCH}`,
    [instant],
  );
}

/** Checks of some stations' days. */
export function checksOf(sql: Sql, { stationIds, from, until }: StationDays): Promise<StationDay[]> {
  return sql.query(
    `SELECT ${DAY} FROM outcome_checks
     WHERE station_id = ANY ($1) AND airs_on BETWEEN $2 AND $3 ORDER BY station_id, airs_on`,
    [stationIds, from, until],
  );
}

/** All checks of a station. */
export function checksOfStation(sql: Sql, stationId: string): Promise<StationDay[]> {
  return sql.query(`SELECT ${DAY} FROM outcome_checks WHERE station_id = $1 ORDER BY airs_on`, [stationId]);
}

/** Removes a check; returns whether there was one to remove. */
export async function takeCheck(sql: Sql, { stationId, day }: StationDay, whenLocked: WhenLocked): Promise<boolean> {
  const taken = await sql.query(
    `WITH taken AS MATERIALIZED (
       SELECT station_id, airs_on FROM outcome_checks WHERE station_id = $1 AND airs_on = $2 ${forUpdate(whenLocked)})
     DELETE FROM outcome_checks c USING taken WHERE c.station_id = taken.station_id AND c.airs_on = taken.airs_on
     RETURNING c.station_id`,
    [stationId, day],
  );
  return taken.length > 0;
}
