import { reachedOn } from '../../stations/stations.service.js';

/** SQL of the local days on which an entry `e` is valid. */
export const VALID_DAYS = `daterange(e.valid_from, e.valid_until, '[]')`;

/**
 * SQL of the days that a list of entries is about: from `from` to `until`. Without `from` it begins with today, or with the
 * last day of an entry that is over or withdrawn, so that it stays in the list.
 * @param station SQL of a station's id, whose today it is
 */
export const listedDays = (station: string, from: string, until: string, now: string): string => {
  const today = `(SELECT (${now}::timestamptz AT TIME ZONE z.time_zone)::date FROM stations z WHERE z.id = ${station})`;
  const first = `coalesce(${from}::date, least(${today}, e.valid_until, e.withdrawn_at::date))`;
  return `daterange(least(${first}, ${until}::date), ${until}::date, '[]')`;
};

/**
 * SQL condition: an entry `e` airs at the station on one of the days. It is the station's own, or it names the station or a
 * group that the station is in then; a centre's entry airs only while the centre serves the station.
 * @param station SQL of its id @param days SQL of a daterange
 */
export const airsAt = (station: string, days: string): string => `(
  e.station_id = ${station} AND ${VALID_DAYS} && ${days}
  OR EXISTS (SELECT FROM centre_stations c
    CROSS JOIN LATERAL (SELECT daterange(c.served_from, c.served_until) * ${VALID_DAYS} * ${days} AS days) served
    WHERE c.centre_id = e.centre_id AND c.station_id = ${station} AND NOT isempty(served.days)
      AND (EXISTS (SELECT FROM entry_stations n WHERE n.entry_id = e.id AND n.station_id = ${station})
        OR EXISTS (SELECT FROM entry_groups g JOIN station_group_members m ON m.group_id = g.group_id
                   WHERE g.entry_id = e.id AND m.station_id = ${station} AND m.valid && served.days))))`;

/**
 * SQL condition: a person of this reach sees an entry `e`: as its owner, or for a station at which it airs on one of the
 * days on which they reach the station.
 * @param owners SQL of the ids of centres @param reach see `reachedOn`
 * @param days SQL of a daterange, given the SQL of a station's id
 */
export const seenBy = (owners: string, reach: string, days: (station: string) => string): string => `(
  e.centre_id = ANY (${owners}::uuid[])
  OR e.station_id IS NOT NULL AND ${reachedOn('e.station_id', `(${VALID_DAYS} * ${days('e.station_id')})`, reach)}
  OR e.centre_id IS NOT NULL AND EXISTS (
    SELECT FROM jsonb_to_recordset(${reach}::jsonb) AS mine ("centreId" uuid, "stationId" uuid)
    WHERE (mine."centreId" IS NULL OR mine."centreId" = e.centre_id)
      AND (mine."stationId" IS NULL AND mine."centreId" IS NULL OR ${airsAt('mine."stationId"', days('mine."stationId"'))})))`;
