import type { Sql } from '../../platform/database/sql.js';

/** An entry to be planned anew, with about how many stations it has. */
export interface EntryToPlan {
  id: string;
  stations: number;
}

const SIZE = `(SELECT coalesce(sum(CASE WHEN t.everywhere THEN (SELECT count(*) FROM centre_stations c WHERE c.centre_id = e.centre_id)
    ELSE (SELECT count(*) FROM entry_places p LEFT JOIN station_group_members m ON m.group_id = p.group_id WHERE p.terms_id = t.id) END), 0)::int
  FROM entry_terms t WHERE t.entry_id = e.id) AS stations`;
const IN_ORDER = 'ORDER BY e.id';

/** Every entry in force with a day from `from` on, and whatever still has a row ahead, oldest first. */
export function allEntries(sql: Sql, from: string): Promise<EntryToPlan[]> {
  return sql.query(
    `SELECT e.id, ${SIZE} FROM entries e WHERE e.withdrawn_at IS NULL AND (
       EXISTS (SELECT FROM entry_terms t WHERE t.entry_id = e.id AND (upper_inf(t.valid) OR upper(t.valid) > $1))
       OR EXISTS (SELECT FROM entry_exceptions x WHERE x.entry_id = e.id AND x.undone_at IS NULL AND x.to_day >= $1)
       OR EXISTS (SELECT FROM broadcasts b WHERE b.entry_id = e.id AND b.air_day >= $1)) ${IN_ORDER}`,
    [from],
  );
}

/**
 * Entries in force that name one of the stations, are for a group that one is, was or will be in or for all stations of a
 * centre that serves one, or have a row ahead there.
 */
export function entriesAt(sql: Sql, stationIds: readonly string[], from: string): Promise<EntryToPlan[]> {
  return sql.query(
    `SELECT e.id, ${SIZE} FROM entries e WHERE e.withdrawn_at IS NULL AND e.id IN (
       SELECT t.entry_id FROM entry_places p JOIN entry_terms t ON t.id = p.terms_id
       WHERE p.station_id = ANY ($1::uuid[])
       UNION SELECT t.entry_id FROM station_group_members m JOIN entry_places p ON p.group_id = m.group_id
         JOIN entry_terms t ON t.id = p.terms_id WHERE m.station_id = ANY ($1::uuid[])
       UNION SELECT t.entry_id FROM entry_terms t JOIN entries o ON o.id = t.entry_id
         JOIN centre_stations c ON c.centre_id = o.centre_id WHERE t.everywhere AND c.station_id = ANY ($1::uuid[])
       UNION SELECT b.entry_id FROM broadcasts b WHERE b.station_id = ANY ($1::uuid[]) AND b.air_day >= $2) ${IN_ORDER}`,
    [stationIds, from],
  );
}

/** Entries in force of the centre, and of stations that it serves today or later. */
export function entriesOfCentre(sql: Sql, centreId: string, from: string): Promise<EntryToPlan[]> {
  return sql.query(
    `SELECT e.id, ${SIZE} FROM entries e WHERE e.withdrawn_at IS NULL AND (e.centre_id = $1 OR e.station_id IN (
       SELECT c.station_id FROM centre_stations c
       WHERE c.centre_id = $1 AND daterange(c.served_from, c.served_until) && daterange($2::date, NULL))) ${IN_ORDER}`,
    [centreId, from],
  );
}

/** Entries in force that play the program, by their terms or by an exception, or still have a row of it ahead. */
export function entriesOfProgram(sql: Sql, programId: string, from: string): Promise<EntryToPlan[]> {
  return sql.query(
    `SELECT e.id, ${SIZE} FROM entries e WHERE e.withdrawn_at IS NULL AND e.id IN (
       SELECT t.entry_id FROM entry_items i JOIN entry_terms t ON t.id = i.terms_id WHERE i.program_id = $1
       UNION SELECT entry_id FROM entry_exceptions WHERE program_id = $1 AND undone_at IS NULL
       UNION SELECT b.entry_id FROM broadcasts b WHERE b.program_id = $1 AND b.air_day >= $2) ${IN_ORDER}`,
    [programId, from],
  );
}

/** Time zones of stations in which the plan does not reach the given number of days ahead. */
export async function zonesBehind(sql: Sql, now: Date, days: number): Promise<string[]> {
  const rows = await sql.query<{ zone: string }>(
    `SELECT DISTINCT s.time_zone AS zone FROM stations s LEFT JOIN planned_through p USING (time_zone)
     WHERE p.day IS NULL OR p.day < ($1::timestamptz AT TIME ZONE s.time_zone)::date + $2::int`,
    [now, days],
  );
  return rows.map(({ zone }) => zone);
}

/** Remembers that the plan reaches so many days ahead in these zones. */
export async function storePlannedThrough(sql: Sql, zones: readonly string[], now: Date, days: number): Promise<void> {
  await sql.query(
    `INSERT INTO planned_through SELECT zone, ($1::timestamptz AT TIME ZONE zone)::date + $2::int FROM unnest($3::text[]) zone
     ON CONFLICT (time_zone) DO UPDATE SET day = greatest(planned_through.day, excluded.day)`,
    [now, days, zones],
  );
}
