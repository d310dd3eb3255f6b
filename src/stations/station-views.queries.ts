import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reach } from '../identity/actor.js';
import type { StationDetail, StationView } from './stations.schemas.js';

export interface StationFilter {
  centreId?: string | undefined;
  /** Part of the name of the station or of its unit, in any case. */
  name?: string | undefined;
  after?: string | undefined;
  limit: number;
}

const BASICS = `s.id, s.name, s.time_zone AS "timeZone", s.technology, s.audio_profile AS "audioProfile",
  s.opened_on AS "openedOn", s.closed_on AS "closedOn"`;

const WITH_CENTRE_AT_1 = `stations s JOIN units u ON u.id = s.unit_id
  LEFT JOIN centre_stations cs ON cs.station_id = s.id
    AND daterange(cs.served_from, cs.served_until) @> ($1::timestamptz AT TIME ZONE s.time_zone)::date
  LEFT JOIN centres c ON c.id = cs.centre_id`;

/** Stations as they are shown, with what is true of them on the local day of an instant. */
@Injectable()
export class StationViews {
  constructor(private readonly source: DataSource) {}

  /** Stations within reach, by id. */
  list({ centreId, name, after, limit }: StationFilter, reach: Reach, at: Date): Promise<StationView[]> {
    return this.source.query(
      `SELECT ${BASICS}, s.unit_id AS "unitId", c.id AS "centreId" FROM ${WITH_CENTRE_AT_1}
       WHERE ($2 OR s.id = ANY ($3::uuid[]))
         AND ($4::uuid IS NULL OR c.id = $4)
         AND ($5::text IS NULL OR s.name ILIKE $5 OR u.name ILIKE $5)
         AND ($6::uuid IS NULL OR s.id > $6)
       ORDER BY s.id LIMIT $7`,
      [at, reach.everywhere, reach.stationIds, centreId, name && `%${literal(name)}%`, after, limit],
    );
  }

  /**
   * One station. The groups it is in are told to readers of their centre only: a group's name tells of the neighbours.
   * @param reach of the reader
   */
  async detail(id: string, reach: Reach, at: Date): Promise<StationDetail | undefined> {
    const rows: StationDetail[] = await this.source.query(
      `SELECT ${BASICS},
         jsonb_build_object('id', u.id, 'name', u.name, 'kind', u.kind, 'codes', (
           SELECT coalesce(jsonb_agg(jsonb_build_object('code', k.code, 'from', k.valid_from, 'until', k.valid_until)
             ORDER BY k.valid_from), '[]') FROM unit_codes k WHERE k.unit_id = u.id)) AS unit,
         CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'name', c.name) END AS centre,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) ORDER BY g.name), '[]')
           FROM station_group_members m JOIN station_groups g ON g.id = m.group_id
           WHERE m.station_id = s.id AND ($3 OR g.centre_id = ANY ($4::uuid[]))) AS groups,
         (SELECT jsonb_build_object('working', count(*) FILTER (WHERE working), 'all', count(*))
           FROM clusters l WHERE l.station_id = s.id AND l.removed_at IS NULL) AS clusters,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'lastSeenAt',
             to_char(d.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY d.id), '[]')
           FROM devices d WHERE d.station_id = s.id AND d.revoked_at IS NULL) AS devices
       FROM ${WITH_CENTRE_AT_1} WHERE s.id = $2`,
      [at, id, reach.everywhere, reach.centreIds],
    );
    return rows[0];
  }
}

/** A pattern of LIKE that means the text itself. */
const literal = (text: string): string => text.normalize('NFC').replaceAll(/[\\%_]/g, String.raw`\$&`);
