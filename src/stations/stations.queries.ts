import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../platform/database/unit-of-work.js';

@Injectable()
export class StationsQueries {
  constructor(private readonly source: DataSource) {}

  /** Ids of the stations that the centre serves and that are open on the local day. */
  async servedBy(centreId: string, day: string, work?: Work): Promise<string[]> {
    const rows: { id: string }[] = await (work?.manager ?? this.source).query(
      `SELECT s.id FROM centre_stations c JOIN stations s ON s.id = c.station_id
       WHERE c.centre_id = $1 AND daterange(c.served_from, c.served_until) @> $2::date
         AND daterange(s.opened_on, s.closed_on) @> $2::date`,
      [centreId, day],
    );
    return rows.map(({ id }) => id);
  }

  async centreOf(stationId: string, day: string): Promise<string | null> {
    const rows: { id: string }[] = await this.source.query(
      `SELECT centre_id AS id FROM centre_stations
       WHERE station_id = $1 AND daterange(served_from, served_until) @> $2::date`,
      [stationId, day],
    );
    return rows[0]?.id ?? null;
  }

  /** Those of `stationIds` that the centre does not serve on their own local day of `at`, or that do not exist. */
  async notServedBy(centreId: string, stationIds: readonly string[], at: Date): Promise<string[]> {
    const rows: { id: string }[] = await this.source.query(
      `SELECT asked.id FROM unnest($2::uuid[]) AS asked (id)
       WHERE NOT EXISTS (SELECT FROM stations s JOIN centre_stations c ON c.station_id = s.id
         WHERE s.id = asked.id AND c.centre_id = $1
           AND daterange(c.served_from, c.served_until) @> ($3::timestamptz AT TIME ZONE s.time_zone)::date)`,
      [centreId, stationIds, at],
    );
    return rows.map(({ id }) => id);
  }
}
