import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Span } from './roll-up.queries.js';
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

// A day counts for the centre that served the station then, whoever serves it now.
const FROM = `FROM airtime_daily a
  JOIN centre_stations c ON c.station_id = a.station_id AND daterange(c.served_from, c.served_until) @> a.day
  WHERE c.centre_id = $1 AND a.station_id = ANY ($2) AND a.day BETWEEN $3 AND $4`;

@Injectable()
export class AirtimeQueries {
  constructor(private readonly source: DataSource) {}

  /** Airtime by station on local days, both ends of the span included; stations without any are left out. */
  byStation(centreId: string, { stationIds, from, until }: Span): Promise<KeyedAirtime[]> {
    const sql = `SELECT a.station_id AS key, ${SUMS} ${FROM} GROUP BY a.station_id`;
    return this.source.query(sql, [centreId, stationIds, from, until]);
  }

  /** The same by topic. */
  byTopic(centreId: string, { stationIds, from, until }: Span): Promise<KeyedAirtime[]> {
    const sql = `SELECT a.topic AS key, ${SUMS} ${FROM} GROUP BY a.topic`;
    return this.source.query(sql, [centreId, stationIds, from, until]);
  }

  /** All topics in their own order, by their Vietnamese names. */
  topics(): Promise<Topic[]> {
    return this.source.query('SELECT code, name_vi AS name FROM topics ORDER BY position, code');
  }
}
