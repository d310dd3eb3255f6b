import type { Work } from '../../platform/database/unit-of-work.js';
import { type StoppedTime, stoppedTimes } from '../broadcasts/stopped.js';

/** From one local day to another, both included, `YYYY-MM-DD`. */
export interface DaySpan {
  from: string;
  until: string;
}

/** Stations that are alike: one zone, the same days of opening and service, the same rules, stopped for the same times. */
export interface ClassRow {
  class: number;
  zone: string;
  openedOn: string | null;
  /** The first day on which they are closed. */
  closedOn: string | null;
  /** Which centre serves them from which local day to which, the last one included. */
  centres: { id: string; from: string; until: string; stopped: StoppedTime[] }[];
  /** Rules of the unit and of the station. */
  ruleIds: string[];
  /** When they are stopped themselves, as far as that is not over. */
  stopped: StoppedTime[];
}

/** Terms that are for stations of a class. */
export interface PlacedTerms {
  entryId: string;
  class: number;
  /** A station with exceptions of its own; null: all others of the class. */
  ownStation: string | null;
  termsIds: string[];
}

/** Which terms are for which stations on which days, the days of a centre's service apart. */
const PLACES = `
  INSERT INTO plan_places (entry_id, terms_id, station_id, own, days)
  SELECT q.entry_id, q.terms_id, q.station_id,
         EXISTS (SELECT FROM entry_exceptions x WHERE x.entry_id = q.entry_id AND x.station_id = q.station_id
                 AND x.undone_at IS NULL),
         range_agg(q.days)
  FROM (
    SELECT t.entry_id, t.id AS terms_id, p.station_id, daterange(NULL, NULL) AS days
    FROM named t JOIN entry_places p ON p.terms_id = t.id WHERE p.station_id IS NOT NULL AND NOT p.left_out
    UNION ALL SELECT t.entry_id, t.id, m.station_id, m.valid
    FROM named t JOIN entry_places p ON p.terms_id = t.id JOIN station_group_members m ON m.group_id = p.group_id
    WHERE m.valid && daterange($2, $3, '[]')
    UNION ALL SELECT t.entry_id, t.id, c.station_id, daterange(c.served_from, c.served_until)
    FROM named t JOIN centre_stations c ON t.everywhere AND c.centre_id = t.centre_id
    WHERE daterange(c.served_from, c.served_until) && daterange($2, $3, '[]')) q
  WHERE NOT EXISTS (SELECT FROM entry_places l WHERE l.terms_id = q.terms_id AND l.station_id = q.station_id AND l.left_out)`;

/** Terms in force on a day of the span, and those from which an exception moves something into it. */
const NAMED = `
  WITH named AS MATERIALIZED (
    SELECT t.id, t.entry_id, t.everywhere, e.centre_id FROM entry_terms t JOIN entries e ON e.id = t.entry_id
    WHERE t.entry_id = ANY ($1::uuid[]) AND e.withdrawn_at IS NULL AND (t.valid && daterange($2, $3, '[]')
      OR EXISTS (SELECT FROM entry_exceptions x WHERE x.entry_id = t.entry_id AND x.undone_at IS NULL
                 AND x.to_day BETWEEN $2 AND $3 AND t.valid @> lower(x.days))))`;

/**
 * Fills `plan_places` with the stations of the entries.
 * @param only SQL of the ids of the stations that count; all when left out
 */
export async function placeEntries(
  work: Work,
  entryIds: readonly string[],
  { from, until }: DaySpan,
  only?: string,
): Promise<void> {
  const within = only === undefined ? '' : `AND q.station_id IN (${only})`;
  await work.query(`${NAMED} ${PLACES} ${within} GROUP BY 1, 2, 3`, [entryIds, from, until]);
  await work.query('ANALYZE plan_places');
}

/** Fills `plan_stations` with the stations of `plan_places`. @returns their classes */
export function classStations(work: Work, { from, until }: DaySpan): Promise<ClassRow[]> {
  return work.query<ClassRow>(
    `WITH each AS (
       SELECT s.id, s.time_zone AS zone,
         CASE WHEN s.opened_on > $1::date THEN s.opened_on END AS opened_on,
         CASE WHEN s.closed_on <= $2::date THEN greatest(s.closed_on, $1::date) END AS closed_on,
         coalesce(served.centres, '[]') AS centres,
         ARRAY(SELECT r.id FROM airtime_rules r
               WHERE r.owner_id IN (s.id, s.unit_id) AND r.valid && daterange($1, $2, '[]') ORDER BY r.id) AS rule_ids,
         ${stoppedTimes('s.id', '$3')} AS stopped
       FROM (SELECT DISTINCT station_id FROM plan_places) p JOIN stations s ON s.id = p.station_id
       LEFT JOIN (
         SELECT c.station_id, jsonb_agg(jsonb_build_object('id', c.centre_id,
             'from', greatest(c.served_from, $1::date), 'until', least(c.served_until - 1, $2::date),
             'stopped', ${stoppedTimes('c.centre_id', '$3')})
           ORDER BY c.served_from) AS centres
         FROM centre_stations c
         WHERE c.station_id IN (SELECT station_id FROM plan_places)
           AND daterange(c.served_from, c.served_until) && daterange($1, $2, '[]')
         GROUP BY c.station_id) served ON served.station_id = s.id),
     classed AS MATERIALIZED (
       SELECT each.*, dense_rank() OVER (ORDER BY zone, opened_on, closed_on, centres, rule_ids, stopped)::int AS class FROM each),
     stored AS (INSERT INTO plan_stations SELECT id, zone, class FROM classed)
     SELECT DISTINCT ON (class) class, zone, opened_on AS "openedOn", closed_on AS "closedOn", centres, rule_ids AS "ruleIds",
            stopped
     FROM classed ORDER BY class`,
    [from, until, work.now],
  );
}

/** Which terms are for which class, by entry and class. */
export function placedTerms(work: Work): Promise<PlacedTerms[]> {
  return work.query<PlacedTerms>(
    `SELECT entry_id AS "entryId", class, own AS "ownStation", array_agg(terms_id) AS "termsIds"
     FROM (SELECT DISTINCT p.entry_id, p.terms_id, s.class, CASE WHEN p.own THEN p.station_id END AS own
           FROM plan_places p JOIN plan_stations s USING (station_id)) placed
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
}

/** A station of a class at which an entry airs; `own` is its id when it has exceptions of its own. */
export interface StationOfClass {
  class: number;
  own: string | null;
  id: string;
  name: string;
}

/** Stations at which an entry airs, by name, at most `limit` of a class, for people to read. */
export function stationsOfClasses(work: Work, entryId: string, limit: number): Promise<StationOfClass[]> {
  return work.query(
    `SELECT class, own, id, name FROM (
       SELECT c.class, CASE WHEN p.own THEN p.station_id END AS own, s.id, s.name,
              row_number() OVER (PARTITION BY c.class, p.own ORDER BY s.name, s.id) AS n
       FROM (SELECT DISTINCT station_id, own FROM plan_places WHERE entry_id = $1) p
       JOIN plan_stations c USING (station_id) JOIN stations s ON s.id = p.station_id) numbered
     WHERE n <= $2 OR own IS NOT NULL ORDER BY n`,
    [entryId, limit],
  );
}
