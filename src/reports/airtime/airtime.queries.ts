import type { Sql } from '../../platform/database/sql.js';
import type { StationDays } from '../../playback/outcomes/outcomes.service.js';
import type { Airtime } from './airtime.schemas.js';

/** Airtime under one key: a station's id or a topic's code. */
export interface KeyedAirtime extends Airtime {
  key: string;
}

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
