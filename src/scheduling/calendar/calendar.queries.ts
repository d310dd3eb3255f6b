import type { Reach } from '../../identity/reach.js';
import type { Sql } from '../../platform/database/sql.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
import { airsAt, EVER, listedDays, seenBy } from '../entries/entry-days.queries.js';
import type { DayRange } from '../recurrence/clock-times.js';
import type { Definition } from '../terms/definition.js';
import { definitionsWhere } from '../terms/definitions.queries.js';
import type { CalendarProgram } from './calendar-events.js';

/** Whose entries a calendar tells: those that air at a station, or all that a centre owns. */
export type CalendarPlace = { stationId: string } | { centreId: string };

/** Entries in force within the reach that are not over, oldest first, at most `limit`. */
export function entriesOf(
  sql: Sql,
  place: CalendarPlace,
  reach: Reach,
  { now, limit }: { now: Date; limit: number },
): Promise<Definition[]> {
  const ahead = (station: string) => listedDays(station, 'NULL', 'NULL', '$3');
  const isAtStation = 'stationId' in place;
  const here = isAtStation ? airsAt('$4::uuid', ahead('$4::uuid')) : 'e.centre_id = $4';
  return definitionsWhere(
    sql,
    `WHERE ${seenBy('$1', '$2', ahead)} AND ${here} AND e.withdrawn_at IS NULL
       AND EXISTS (SELECT FROM entry_terms t WHERE t.entry_id = e.id
                   AND t.valid && daterange(($3::timestamptz - interval '1 day')::date, NULL))
     ORDER BY e.id LIMIT $5`,
    [reach.centreIds, reachParameter(reach), now, isAtStation ? place.stationId : place.centreId, limit],
  );
}

/** What programs are announced as from now on: as they were approved, or while they are not, as they are. */
export async function calendarPrograms(sql: Sql, ids: readonly string[]): Promise<Map<string, CalendarProgram>> {
  const rows = await sql.query<CalendarProgram & { id: string }>(
    `SELECT p.id, coalesce(d.title, p.title) AS title, coalesce(d.topic, p.topic) AS topic,
            ceil(coalesce(v.seconds, p.seconds))::int AS seconds
     FROM programs p LEFT JOIN program_descriptions d ON d.program_id = p.id AND upper_inf(d.during)
     LEFT JOIN versions_in_force v ON v.program_id = p.id WHERE p.id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...program }) => [id, program]));
}

export interface ZoneOfTerms {
  termsId: string;
  zone: string;
  stations: number;
}

/** The zones in which terms of entries air, with the number of stations that the reader may see. */
export function zonesOfTerms(
  sql: Sql,
  entryIds: readonly string[],
  { reach, seesAll }: { reach: Reach; seesAll: boolean },
): Promise<ZoneOfTerms[]> {
  const seen = `($2 OR ${reachedOn('s.id', EVER, '$3')})`;
  return sql.query(
    `WITH terms AS (
       SELECT t.id, t.everywhere, e.centre_id, e.station_id FROM entry_terms t JOIN entries e ON e.id = t.entry_id
       WHERE e.id = ANY ($1::uuid[])),
     named AS (
       SELECT id, station_id FROM terms WHERE station_id IS NOT NULL
       UNION SELECT t.id, p.station_id FROM terms t JOIN entry_places p ON p.terms_id = t.id
             WHERE p.station_id IS NOT NULL AND NOT p.left_out
       UNION SELECT t.id, m.station_id FROM terms t JOIN entry_places p ON p.terms_id = t.id
             JOIN station_group_members m ON m.group_id = p.group_id),
     served AS (
       SELECT c.centre_id, s.time_zone AS zone, count(DISTINCT s.id)::int AS stations
       FROM centre_stations c JOIN stations s ON s.id = c.station_id
       WHERE c.centre_id IN (SELECT centre_id FROM terms WHERE everywhere) AND ${seen} GROUP BY 1, 2)
     SELECT n.id AS "termsId", s.time_zone AS zone, count(*)::int AS stations
     FROM named n JOIN stations s ON s.id = n.station_id WHERE ${seen} GROUP BY 1, 2
     UNION ALL SELECT t.id, served.zone, served.stations FROM terms t JOIN served USING (centre_id) WHERE t.everywhere`,
    [entryIds, seesAll, reachParameter(reach)],
  );
}

/** The days on which terms of entries air at a station, in order: it is open, served, and one that they are for. */
export async function airingDaysAt(
  sql: Sql,
  stationId: string,
  entryIds: readonly string[],
): Promise<Map<string, DayRange[]>> {
  const rows = await sql.query<DayRange & { termsId: string }>(
    `SELECT t.id AS "termsId", coalesce(lower(range.days), '0001-01-01') AS "from", upper(range.days) - 1 AS until
     FROM entry_terms t JOIN entries e ON e.id = t.entry_id JOIN stations s ON s.id = $1
     CROSS JOIN LATERAL (
       SELECT range_agg(one.days) AS days FROM (
         SELECT ${EVER} AS days WHERE e.station_id = s.id
         UNION ALL SELECT daterange(c.served_from, c.served_until) * placed.days
         FROM centre_stations c CROSS JOIN LATERAL (
           SELECT ${EVER} AS days WHERE t.everywhere
           UNION ALL SELECT ${EVER} FROM entry_places p WHERE p.terms_id = t.id AND p.station_id = s.id
           UNION ALL SELECT m.valid FROM entry_places p JOIN station_group_members m ON m.group_id = p.group_id
                     WHERE p.terms_id = t.id AND m.station_id = s.id) placed
         WHERE c.centre_id = e.centre_id AND c.station_id = s.id AND NOT EXISTS (
           SELECT FROM entry_places p WHERE p.terms_id = t.id AND p.station_id = s.id AND p.left_out)) one) placed
     CROSS JOIN LATERAL unnest(placed.days * datemultirange(daterange(s.opened_on, s.closed_on))) range (days)
     WHERE t.entry_id = ANY ($2::uuid[]) ORDER BY t.id, range.days`,
    [stationId, entryIds],
  );
  const days = new Map<string, DayRange[]>();
  for (const { termsId, ...range } of rows) days.set(termsId, [...(days.get(termsId) ?? []), range]);
  return days;
}

/** The name of a centre. */
export async function centreName(sql: Sql, id: string): Promise<string> {
  const [centre] = await sql.query<{ name: string }>('SELECT name FROM centres WHERE id = $1', [id]);
  return centre?.name ?? '';
}
