import type { Sql } from '../../platform/database/sql.js';
import type { StationDays } from '../../playback/outcomes/outcomes.service.js';
import type { Airtime } from './airtime.schemas.js';
import { LENGTH, UPCOMING } from './broadcast-seconds.js';

type Upcoming = Pick<Airtime, 'upcomingSeconds' | 'upcomingCount'>;

/** Something under one key: a station's id or a topic's code. */
type Keyed<Quantities> = Quantities & { key: string };

/** What is rolled up by day. */
export type KeyedAirtime = Keyed<Omit<Airtime, keyof Upcoming>>;

export interface Topic {
  code: string;
  name: string;
}

const SUMS = `sum(a.planned_seconds) AS "plannedSeconds", sum(a.proved_seconds) AS "provedSeconds",
  sum(a.confirmed_seconds) AS "confirmedSeconds", sum(a.missed_seconds) AS "missedSeconds",
  sum(a.planned_count) AS "plannedCount", sum(a.proved_count) AS "provedCount",
  sum(a.confirmed_count) AS "confirmedCount", sum(a.missed_count) AS "missedCount"`;

// A day counts for the centre that served the station on it, whichever serves the station now.
const FROM = `FROM airtime_daily a
  JOIN centre_stations c ON c.station_id = a.station_id AND daterange(c.served_from, c.served_until) @> a.day
  WHERE c.centre_id = $1 AND a.station_id = ANY ($2) AND a.day BETWEEN $3 AND $4`;

/** A centre's airtime by station; stations without any are left out. */
export function airtimeByStation(sql: Sql, centreId: string, days: StationDays): Promise<KeyedAirtime[]> {
  return sql.query(`SELECT a.station_id AS key, ${SUMS} ${FROM} GROUP BY a.station_id`, parametersOf(centreId, days));
}

/** A centre's airtime by topic; topics without any are left out. */
export function airtimeByTopic(sql: Sql, centreId: string, days: StationDays): Promise<KeyedAirtime[]> {
  return sql.query(`SELECT a.topic AS key, ${SUMS} ${FROM} GROUP BY a.topic`, parametersOf(centreId, days));
}

/** What is planned and not over yet, by station or by topic; it changes with the clock, so it is never rolled up. */
export function upcomingAirtime(
  sql: Sql,
  { by, centreId, now }: { by: 'station' | 'topic'; centreId: string; now: Date },
  days: StationDays,
): Promise<Keyed<Upcoming>[]> {
  return sql.query(
    `SELECT ${by === 'station' ? 'b.station_id' : 'd.topic'} AS key, sum(${LENGTH})::float8 AS "upcomingSeconds",
       count(*)::int AS "upcomingCount"
     FROM broadcasts b
     JOIN program_descriptions d ON d.program_id = b.program_id AND d.during @> b.starts_at
     JOIN centre_stations c ON c.station_id = b.station_id AND daterange(c.served_from, c.served_until) @> b.airs_on
     LEFT JOIN outcomes o ON o.broadcast_id = b.id
     WHERE c.centre_id = $1 AND b.station_id = ANY ($2) AND b.airs_on BETWEEN $3 AND $4
       AND b.air_day BETWEEN greatest($3::date, ($5::timestamptz AT TIME ZONE 'UTC')::date) - 1 AND $4 AND ${UPCOMING('$5')}
     GROUP BY 1`,
    [...parametersOf(centreId, days), now],
  );
}

/** All topics in their own order, by their Vietnamese names. */
export function allTopics(sql: Sql): Promise<Topic[]> {
  return sql.query('SELECT code, name_vi AS name FROM topics ORDER BY position, code');
}

const parametersOf = (centreId: string, { stationIds, from, until }: StationDays): unknown[] => [
  centreId,
  stationIds,
  from,
  until,
];
