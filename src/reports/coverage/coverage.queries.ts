import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Span } from '../airtime/roll-up.queries.js';
import type { SegmentBroadcast } from './coverage-of-station.js';

/** A station that the centre served in the ISO week that begins on `monday`. */
export interface StationWeek {
  stationId: string;
  monday: string;
}

@Injectable()
export class CoverageQueries {
  constructor(private readonly source: DataSource) {}

  async segmentName(segmentId: string, centreId: string): Promise<string | undefined> {
    const sql = 'SELECT name FROM segments WHERE id = $1 AND centre_id = $2';
    const rows: { name: string }[] = await this.source.query(sql, [segmentId, centreId]);
    return rows[0]?.name;
  }

  /** Vietnamese names of the not-aired reasons by code. */
  async reasonNames(): Promise<Map<string, string>> {
    const rows: { code: string; name: string }[] = await this.source.query(
      'SELECT code, name_vi AS name FROM not_aired_reasons',
    );
    return new Map(rows.map(({ code, name }) => [code, name]));
  }

  /** Which of the stations the centre served in each week; `from` is a Monday and `until` a Sunday. */
  served(centreId: string, { stationIds, from, until }: Span): Promise<StationWeek[]> {
    return this.source.query(
      `SELECT s.id AS "stationId", week::date AS monday
       FROM generate_series($3::date::timestamp, $4::date::timestamp, interval '7 days') AS week
       JOIN stations s ON s.id = ANY ($2)
       WHERE EXISTS (SELECT FROM centre_stations c WHERE c.station_id = s.id AND c.centre_id = $1
                     AND daterange(c.served_from, c.served_until) * daterange(s.opened_on, s.closed_on)
                         && daterange(week::date, week::date + 7))
       ORDER BY monday, s.id`,
      [centreId, stationIds, from, until],
    );
  }

  /** Broadcasts that counted for the segment when they began, while the centre served the stations, each with the Monday of its week. */
  broadcasts(scope: { segmentId: string; centreId: string }, span: Span): Promise<(SegmentBroadcast & StationWeek)[]> {
    return this.source.query(
      `SELECT b.station_id AS "stationId", date_trunc('week', b.airs_on::timestamp)::date AS monday,
              b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.withdrawn_at IS NOT NULL AS withdrawn,
              o.outcome, o.reason, o.said, coalesce(o.proved_seconds, 0) AS "provedSeconds"
       FROM broadcasts b
       JOIN centre_stations c ON c.station_id = b.station_id AND c.centre_id = $2
         AND daterange(c.served_from, c.served_until) @> b.airs_on
       LEFT JOIN outcomes o ON o.airs_on = b.airs_on AND o.broadcast_id = b.id
       WHERE b.segment_id = $1 AND b.station_id = ANY ($3) AND b.airs_on BETWEEN $4 AND $5`,
      [scope.segmentId, scope.centreId, span.stationIds, span.from, span.until],
    );
  }
}
