import { reachedOn } from '../../stations/stations.service.js';

/** SQL of all days there are. */
export const EVER = 'daterange(NULL, NULL)';

/** SQL of the local days on which terms `t` of an entry `e` may air something: their own, and those an exception moves it to. */
const DAYS_OF_TERMS = `(SELECT t.valid AS days UNION ALL SELECT daterange(x.to_day, x.to_day, '[]') FROM entry_exceptions x
  WHERE x.entry_id = t.entry_id AND x.undone_at IS NULL AND x.to_day IS NOT NULL AND t.valid @> lower(x.days))`;

/** SQL of the last day of an entry `e`; null when it has none. */
const LAST_DAY = '(SELECT upper(range_merge(range_agg(t.valid))) - 1 FROM entry_terms t WHERE t.entry_id = e.id)';

/**
 * SQL of the days that a list of entries is about: from `from` to `until`. Without `from` it begins with today, or with the
 * last day of an entry that is over or withdrawn, so that it stays in the list.
 * @param station SQL of a station's id, whose today it is
 */
export const listedDays = (station: string, from: string, until: string, now: string): string => {
  const today = `(SELECT (${now}::timestamptz AT TIME ZONE z.time_zone)::date FROM stations z WHERE z.id = ${station})`;
  const first = `coalesce(${from}::date, least(${today}, ${LAST_DAY}, e.withdrawn_at::date))`;
  return `daterange(least(${first}, ${until}::date), ${until}::date, '[]')`;
};

/** SQL condition: terms `t` are for the station on one of the days: by name, as one of all, or through a group of then. */
const isFor = (station: string, days: string): string => `(
  t.everywhere OR EXISTS (SELECT FROM entry_places n WHERE n.terms_id = t.id AND n.station_id = ${station})
  OR EXISTS (SELECT FROM entry_places g JOIN station_group_members m ON m.group_id = g.group_id
             WHERE g.terms_id = t.id AND m.station_id = ${station} AND m.valid && ${days}))
  AND NOT EXISTS (SELECT FROM entry_places n WHERE n.terms_id = t.id AND n.station_id = ${station} AND n.left_out)`;

/**
 * SQL condition: an entry `e` airs at the station on one of the days. It is the station's own, or its terms of then are for
 * the station; a centre's entry airs only while the centre serves the station.
 * @param station SQL of its id @param days SQL of a daterange
 */
export const airsAt = (station: string, days: string): string => `(
  e.station_id = ${station} AND EXISTS (SELECT FROM entry_terms t CROSS JOIN LATERAL ${DAYS_OF_TERMS} d
    WHERE t.entry_id = e.id AND d.days && ${days})
  OR EXISTS (SELECT FROM centre_stations c JOIN entry_terms t ON t.entry_id = e.id
    CROSS JOIN LATERAL ${DAYS_OF_TERMS} d
    CROSS JOIN LATERAL (SELECT daterange(c.served_from, c.served_until) * d.days * ${days} AS days) served
    WHERE c.centre_id = e.centre_id AND c.station_id = ${station} AND NOT isempty(served.days)
      AND ${isFor(station, 'served.days')}))`;

/** SQL condition: a person reaches the station that owns an entry `e` on one of these days of the entry. */
const reachesOwnStation = (reach: string, days: string): string => `EXISTS (
  SELECT FROM entry_terms t CROSS JOIN LATERAL ${DAYS_OF_TERMS} d
  WHERE t.entry_id = e.id AND ${reachedOn('e.station_id', `(d.days * ${days})`, reach)})`;

/**
 * SQL condition: a person of this reach sees an entry `e`: as its owner, or for a station at which it airs on one of the
 * days on which they reach the station.
 * @param owners SQL of the ids of centres @param reach see `reachedOn`
 * @param days SQL of a daterange, given the SQL of a station's id
 */
export const seenBy = (owners: string, reach: string, days: (station: string) => string): string => `(
  e.centre_id = ANY (${owners}::uuid[])
  OR e.station_id IS NOT NULL AND ${reachesOwnStation(reach, days('e.station_id'))}
  OR e.centre_id IS NOT NULL AND EXISTS (
    SELECT FROM jsonb_to_recordset(${reach}::jsonb) AS mine ("centreId" uuid, "stationId" uuid)
    WHERE (mine."centreId" IS NULL OR mine."centreId" = e.centre_id)
      AND (mine."stationId" IS NULL AND mine."centreId" IS NULL OR ${airsAt('mine."stationId"', days('mine."stationId"'))})))`;
