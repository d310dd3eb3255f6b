import { addDays, localDay } from '../../platform/clock/local-day.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Definition } from '../terms/definition.js';
import { clashingWith } from './clashing-with.js';
import type { ClockRange } from './free-clocks.js';
import { MINE, MET, OTHER_PLACES, PAIRS, STATIONS_OF_TERMS } from './rule-clashes.queries.js';

/** Where and when an entry meets another one, by their rules; times are in seconds since 03:00. */
export interface MeetingRow {
  otherEntryId: string;
  zone: string;
  clock: number;
  seconds: number;
  otherClock: number;
  otherSeconds: number;
  /** The first of them when there are more than were asked for. */
  stationIds: string[];
  /** Whether there are more stations than were asked for; how many there are. */
  hasMore: boolean;
  stations: number;
  /** Broadcasting days from today on on which they meet at one of the stations, in order. */
  airDays: string[];
}

/**
 * All that an entry meets as rules stand, today included. The caller has stored its airtime. The stations of a row meet on the
 * same days; of more than `mostStations` some may do so on fewer days, because they are served or open on fewer.
 */
export function meetingsOf(
  work: Work,
  { entry: { id, priority }, isNew = false }: Definition,
  mostStations: number,
): Promise<MeetingRow[]> {
  return work.query<MeetingRow>(
    `WITH ${MINE}, ${PAIRS}, ${MET}, at_station AS (
       SELECT other_id, time_zone, clock_from, clock_until, other_from, other_until, at, range_agg(met_days) AS days
       FROM met WHERE NOT isempty(met_days) GROUP BY 1, 2, 3, 4, 5, 6, 7),
     sized AS (SELECT *, count(*) OVER (PARTITION BY other_id, time_zone, clock_from, clock_until, other_from, other_until)
                 > $5::int AS has_more FROM at_station),
     together AS (
       SELECT other_id, time_zone, clock_from, clock_until, other_from, other_until, has_more, count(*)::int AS count,
              (array_agg(at ORDER BY at))[1:$5::int] AS stations, range_agg(days) AS days
       FROM sized GROUP BY 1, 2, 3, 4, 5, 6, 7, CASE WHEN has_more THEN NULL ELSE days END)
     SELECT other_id AS "otherEntryId", time_zone AS zone, clock_from AS clock, clock_until - clock_from AS seconds,
            other_from AS "otherClock", other_until - other_from AS "otherSeconds", stations AS "stationIds",
            has_more AS "hasMore", count AS stations,
            ARRAY(SELECT day::date::text FROM unnest(days) range, generate_series(lower(range), upper(range) - 1, interval '1 day') day
                  ORDER BY 1) AS "airDays"
     FROM together ORDER BY lower(days), clock_from, other_id`,
    [id, work.now, FROM_TODAY, clashingWith(priority, isNew), mostStations],
  );
}

/** As `days` of `ruleClashesOf`: yesterday is the last day that does not count. */
const FROM_TODAY = -1;

/**
 * What others air at the stations of an entry on the days on which it airs at a clock, and what the entry airs itself at
 * other clocks: without regard to who serves a station when, so rather too much.
 * @param at.airDay only this broadcasting day; null: all of them
 */
export function takenClocks(
  work: Work,
  entryId: string,
  { clock, airDay, within }: { clock: number; airDay: string | null; within: ClockRange },
): Promise<ClockRange[]> {
  return work.query<ClockRange>(
    `WITH ${MINE}, days AS MATERIALIZED (
       SELECT CASE WHEN $3::date IS NULL THEN range_agg(days) ELSE datemultirange(daterange($3, $3, '[]')) END AS asked
       FROM mine WHERE clock_from = $2),
     pairs AS MATERIALIZED (
       SELECT o.entry_id, o.terms_id AS other_terms, o.clock_from, o.clock_until, o.station_id
       FROM days JOIN owners ON true JOIN entry_airtime o ON o.owner_id = owners.id AND o.clock_from < $5 AND o.clock_until > $4
         AND o.days && days.asked AND (o.entry_id <> $1 OR o.clock_from <> $2)
       JOIN entries e ON e.id = o.entry_id AND e.withdrawn_at IS NULL
       UNION SELECT entry_id, terms_id, clock_from, clock_until, station_id FROM mine WHERE clock_from <> $2),
     ${OTHER_PLACES}
     SELECT lower(range) AS "from", upper(range) AS until
     FROM (SELECT range_agg(int4range(clock_from, clock_until)) AS taken FROM pairs
           WHERE EXISTS (SELECT FROM other_places o JOIN my_places USING (station_id)
                         WHERE o.terms_id = pairs.other_terms AND coalesce(pairs.station_id, station_id) = station_id)) q,
       unnest(taken) AS range ORDER BY 1`,
    [entryId, clock, airDay, within.from, within.until],
  );
}

/** At how many stations each of the entries airs from today on. */
export async function stationCounts(work: Work, entryIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await work.query<{ id: string; count: number }>(
    `SELECT e.id, count(DISTINCT place.station_id)::int AS count FROM entries e JOIN entry_terms t ON t.entry_id = e.id
     CROSS JOIN LATERAL ${STATIONS_OF_TERMS} place JOIN stations s ON s.id = place.station_id
     CROSS JOIN (SELECT daterange($2, NULL) AS ahead) q
     WHERE e.id = ANY ($1::uuid[]) AND t.valid && ahead AND place.days && ahead AND daterange(s.opened_on, s.closed_on) && ahead
       AND (e.centre_id IS NULL OR EXISTS (SELECT FROM centre_stations cs WHERE cs.centre_id = e.centre_id
         AND cs.station_id = s.id AND daterange(cs.served_from, cs.served_until) && ahead)) GROUP BY 1`,
    [entryIds, addDays(localDay(work.now, 'UTC'), -1)],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
