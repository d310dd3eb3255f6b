import type { Work } from '../../platform/database/unit-of-work.js';

/** Two entries that meet at a station on a broadcasting day, by their rules. */
export interface RuleClashRow {
  stationId: string;
  zone: string;
  /** The broadcasting day, `YYYY-MM-DD`. */
  airDay: string;
  /** Seconds since 03:00, and the length of either. */
  clock: number;
  seconds: number;
  programId: string;
  otherClock: number;
  otherSeconds: number;
  otherEntryId: string;
  otherProgramId: string;
  /** How many there are in all. */
  total: number;
}

/** The stations of terms `t` of an entry `e`, with the days on which they are for them; `days_before`: each a day earlier. */
export const STATIONS_OF_TERMS = `(
  SELECT q.station_id, range_agg(q.days) AS days,
         range_agg(daterange(lower(q.days) - 1, upper(q.days) - 1)) AS days_before
  FROM (SELECT p.station_id, daterange(NULL, NULL) AS days FROM entry_places p
        WHERE p.terms_id = t.id AND p.station_id IS NOT NULL AND NOT p.left_out
        UNION ALL SELECT m.station_id, m.valid FROM entry_places p JOIN station_group_members m USING (group_id)
        WHERE p.terms_id = t.id
        UNION ALL SELECT cs.station_id, daterange(NULL, NULL) FROM centre_stations cs
        WHERE t.everywhere AND cs.centre_id = e.centre_id) q
  WHERE NOT EXISTS (SELECT FROM entry_places p WHERE p.terms_id = t.id AND p.left_out AND p.station_id = q.station_id)
  GROUP BY q.station_id)`;

/** Broadcasting days on which the owner of an entry serves a station; a clock after midnight is of the day after. */
const servedDays = (centreId: string, clock: string) => `(SELECT coalesce(range_agg(
    daterange(d.served_from - ${afterMidnight(clock)}, d.served_until - ${afterMidnight(clock)})), '{}')
  FROM (SELECT served_from, served_until FROM centre_stations c WHERE c.centre_id = ${centreId} AND c.station_id = s.id
        UNION ALL SELECT s.opened_on, s.closed_on WHERE ${centreId} IS NULL) d)
  * datemultirange(daterange(s.opened_on - ${afterMidnight(clock)}, s.closed_on - ${afterMidnight(clock)}))`;
const MIDNIGHT = 21 * 3_600;
const afterMidnight = (clock: string) => `(${clock} >= ${MIDNIGHT})::int`;
/** Broadcasting days on which terms are for a station. */
const placedDays = (place: string, clock: string) =>
  `CASE WHEN ${clock} >= ${MIDNIGHT} THEN ${place}.days_before ELSE ${place}.days END`;

/** The airtime and the stations of entry $1, and whoever schedules at these stations. */
export const MINE = `
  mine AS MATERIALIZED (
    SELECT a.*, e.centre_id FROM entry_airtime a JOIN entries e ON e.id = a.entry_id WHERE a.entry_id = $1),
  my_places AS MATERIALIZED (
    SELECT t.id AS terms_id, place.* FROM entries e JOIN entry_terms t ON t.entry_id = e.id
    CROSS JOIN LATERAL ${STATIONS_OF_TERMS} place WHERE e.id = $1),
  owners AS MATERIALIZED (
    SELECT station_id AS id FROM my_places
    UNION SELECT centre_id FROM centre_stations WHERE station_id IN (SELECT station_id FROM my_places))`;

/** The stations of the terms of `pairs`. */
export const OTHER_PLACES = `
  other_places AS MATERIALIZED (
    SELECT t.id AS terms_id, place.* FROM (SELECT DISTINCT other_terms FROM pairs) q
    JOIN entry_terms t ON t.id = q.other_terms JOIN entries e ON e.id = t.entry_id
    CROSS JOIN LATERAL ${STATIONS_OF_TERMS} place)`;

/** Airtime of others that overlaps by clock and days, wherever they are; the owner and the clock find it. */
export const PAIRS = `
  pairs AS MATERIALIZED (
    SELECT m.terms_id, m.clock_from, m.clock_until, m.program_id, m.station_id, m.but_stations, m.centre_id,
           o.entry_id AS other_id, o.terms_id AS other_terms, o.clock_from AS other_from, o.clock_until AS other_until,
           o.program_id AS other_program, o.station_id AS other_station, o.but_stations AS other_but,
           e.centre_id AS other_centre, m.days * o.days AS days
    FROM mine m JOIN owners ON true
    JOIN entry_airtime o ON o.owner_id = owners.id AND o.clock_from < m.clock_until AND o.clock_until > m.clock_from
      AND o.entry_id <> m.entry_id AND o.days && m.days
    JOIN entries e ON e.id = o.entry_id AND e.withdrawn_at IS NULL AND e.priority = ANY ($4::text[])
    JOIN programs p ON p.id = o.program_id AND p.withdrawn_at IS NULL),
  ${OTHER_PLACES}`;

/** The stations that both are for, with the days beyond the plan on which both are for them and served. */
export const MET = `
  met AS MATERIALIZED (
    SELECT pairs.*, s.id AS at, s.time_zone, pairs.days * ${servedDays('pairs.centre_id', 'pairs.clock_from')}
        * ${servedDays('pairs.other_centre', 'pairs.other_from')}
        * ${placedDays('my_places', 'pairs.clock_from')} * ${placedDays('o', 'pairs.other_from')}
        * datemultirange(daterange(($2::timestamptz AT TIME ZONE s.time_zone)::date + $3::int + 1
            - ${afterMidnight('pairs.clock_from')}, NULL)) AS met_days
    FROM pairs JOIN my_places ON my_places.terms_id = pairs.terms_id
    JOIN other_places o ON o.terms_id = pairs.other_terms AND o.station_id = my_places.station_id
    JOIN stations s ON s.id = o.station_id
    WHERE coalesce(pairs.station_id, s.id) = s.id AND s.id <> ALL (pairs.but_stations)
      AND coalesce(pairs.other_station, s.id) = s.id AND s.id <> ALL (pairs.other_but))`;

/** Which meetings are looked for. */
export interface Sought {
  /** How many days from today are planned. */
  days: number;
  /** Priorities of others that count. */
  with: readonly string[];
}

/** Table of one transaction: where an entry meets others as it is before a change, see `keepClashes`. */
export const CLASHES_BEFORE = `CREATE TEMP TABLE IF NOT EXISTS clashes_before (
  entry_id uuid, other_id uuid, station_id uuid, clocks int4range, days datemultirange) ON COMMIT DELETE ROWS`;

/** Keeps until the transaction ends where an entry meets others as it is now, for `ruleClashesOf`. */
export async function keepClashes(work: Work, entryId: string, { days, with: priorities }: Sought): Promise<void> {
  await work.query(CLASHES_BEFORE);
  await work.query(
    `WITH ${MINE}, ${PAIRS}, ${MET}
     INSERT INTO clashes_before
     SELECT $1, other_id, at, int4range(greatest(clock_from, other_from), least(clock_until, other_until)), met_days
     FROM met WHERE NOT isempty(met_days)`,
    [entryId, work.now, days, priorities],
  );
}

/** Days on which both met before, at the same station for all of the same minutes. */
const DAYS_BEFORE = `(SELECT coalesce(range_agg(k.days), '{}') FROM clashes_before k
  WHERE k.entry_id = $1 AND k.other_id = met.other_id AND k.station_id = met.at
    AND k.clocks @> int4range(greatest(clock_from, other_from), least(clock_until, other_until)))`;

/**
 * Where an entry meets others in force beyond the days that are planned, as far as their airtime has been computed:
 * exact for every rule with its exceptions. The first ones by day.
 * @param isKept whether those that were there before, see `keepClashes`, do not count
 */
export function ruleClashesOf(
  work: Work,
  entryId: string,
  { days, limit, with: priorities, isKept }: Sought & { limit: number; isKept: boolean },
): Promise<RuleClashRow[]> {
  return work.query<RuleClashRow>(
    `WITH ${MINE}, ${PAIRS}, ${MET}, clashes AS (
       SELECT met.*, day::date AS air_day FROM met, unnest(met_days${isKept ? ` - ${DAYS_BEFORE}` : ''}) AS range,
         generate_series(lower(range), upper(range) - 1, interval '1 day') AS day)
     SELECT at AS "stationId", time_zone AS zone, air_day AS "airDay", clock_from AS clock,
            clock_until - clock_from AS seconds, program_id AS "programId", other_from AS "otherClock",
            other_until - other_from AS "otherSeconds", other_id AS "otherEntryId", other_program AS "otherProgramId",
            count(*) OVER ()::int AS total
     FROM clashes ORDER BY air_day, clock_from, at LIMIT $5`,
    [entryId, work.now, days, priorities, limit],
  );
}
