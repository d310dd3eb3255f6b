import type { Sql } from '../../platform/database/sql.js';
import { Outcome } from '../deciding/decide-outcome.js';
import { Said } from '../deciding/play.js';

/** A station and the local days, `YYYY-MM-DD`, on which it is shown. */
export interface ShownStation {
  id: string;
  days: readonly string[];
}

/** The first and the last local day, both included. */
export interface ShownDays {
  from: string;
  until: string;
}

/** Clock time in seconds since 00:00; indexes into entries, outcomes, words and reasons; proved seconds. */
export type OutcomeItem = [clock: number, entry: number, outcome: number, said: number, reason: number, proved: number];

/** Strings and lists of items, each once. The index 0 of reasons and lists is left out: it stands for none. */
export interface OutcomeTables {
  entries: string[];
  reasons: string[];
  lists: OutcomeItem[][];
  /** The station, the day, and an index into `lists`. */
  cells: [stationId: string, day: string, list: number][];
}

/**
 * What is known of broadcasts: those that have an outcome or were confirmed. A word that arrived before its broadcast is decided
 * counts, as it will count then.
 */
const GRID = `WITH known AS MATERIALIZED (
    SELECT b.station_id, b.airs_on, b.starts_at, b.entry_id, o.outcome, coalesce(o.said, word.said) AS said,
           CASE WHEN o.broadcast_id IS NULL THEN word.reason ELSE o.reason END AS reason,
           coalesce(round(o.proved_seconds, 1), 0)::float8 AS proved,
           extract(epoch FROM (b.starts_at AT TIME ZONE b.time_zone)::time)::int AS clock
    FROM jsonb_to_recordset($1) AS shown (id uuid, days date[])
      JOIN broadcasts b ON b.station_id = shown.id AND b.airs_on = ANY (shown.days)
      LEFT JOIN outcomes o ON o.broadcast_id = b.id
      LEFT JOIN LATERAL (SELECT c.said, c.reason FROM confirmations c WHERE c.broadcast_id = b.id
                         ORDER BY c.said_at DESC, c.id DESC LIMIT 1) word ON o.said IS NULL
    WHERE b.airs_on BETWEEN $2 AND $3 AND b.air_day BETWEEN $2::date - 1 AND $3
      -- The index of the station goes by instants; no zone is more than a day from UTC.
      AND b.starts_at BETWEEN $2::date - interval '1 day' AND $3::date + interval '2 days'
      AND b.planned_at IS NOT NULL AND (o.broadcast_id IS NOT NULL OR word.said IS NOT NULL)),
  entry AS MATERIALIZED (
    SELECT entry_id, (row_number() OVER (ORDER BY entry_id) - 1)::int AS n FROM (SELECT DISTINCT entry_id FROM known) used),
  reason AS MATERIALIZED (
    SELECT reason, (row_number() OVER (ORDER BY reason))::int AS n
    FROM (SELECT DISTINCT reason FROM known WHERE reason IS NOT NULL) used),
  cell AS MATERIALIZED (
    SELECT station_id, airs_on, '[' || string_agg(format('[%s,%s,%s,%s,%s,%s]', clock, entry.n,
             coalesce(array_position($4::text[], outcome), 0), coalesce(array_position($5::text[], said), 0),
             coalesce(reason.n, 0), proved), ',' ORDER BY starts_at, entry_id) || ']' AS items
    FROM known JOIN entry USING (entry_id) LEFT JOIN reason USING (reason)
    GROUP BY station_id, airs_on),
  list AS MATERIALIZED (
    SELECT items, (row_number() OVER (ORDER BY items))::int AS n FROM (SELECT DISTINCT items FROM cell) each)
  SELECT coalesce((SELECT json_agg(entry_id ORDER BY n) FROM entry), '[]') AS entries,
    coalesce((SELECT json_agg(reason ORDER BY n) FROM reason), '[]') AS reasons,
    coalesce((SELECT json_agg(items::json ORDER BY n) FROM list), '[]') AS lists,
    coalesce((SELECT json_agg(json_build_array(station_id, airs_on, list.n) ORDER BY station_id, airs_on)
      FROM cell JOIN list USING (items)), '[]') AS cells`;

/** What became of the broadcasts of the stations, on the days on which each of them is shown, by start. */
export async function outcomeGrid(
  sql: Sql,
  stations: readonly ShownStation[],
  { from, until }: ShownDays,
): Promise<OutcomeTables> {
  const shown = JSON.stringify(stations.map(({ id, days }) => ({ id, days })));
  const [row] = await sql.query<OutcomeTables>(GRID, [shown, from, until, Outcome.options, Said.options]);
  return row ?? { entries: [], reasons: [], lists: [], cells: [] };
}
