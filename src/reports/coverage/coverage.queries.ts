import type { Sql } from '../../platform/database/sql.js';
import type { StationDays } from '../../playback/outcomes/outcomes.service.js';
import type { SegmentBroadcast } from './coverage-of-station.js';

/** The name of a segment of this centre. */
export async function segmentName(sql: Sql, segmentId: string, centreId: string): Promise<string | undefined> {
  const which = 'SELECT name FROM segments WHERE id = $1 AND centre_id = $2';
  const rows = await sql.query<{ name: string }>(which, [segmentId, centreId]);
  return rows[0]?.name;
}

/** Vietnamese names of the not-aired reasons by code. */
export async function reasonNames(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql.query<{ code: string; name: string }>('SELECT code, name_vi AS name FROM not_aired_reasons');
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** Broadcasts whose approved description was of the segment when they began, on days on which the centre served their station. */
export function segmentBroadcasts(
  sql: Sql,
  { segmentId, centreId }: { segmentId: string; centreId: string },
  { stationIds, from, until }: StationDays,
): Promise<SegmentBroadcast[]> {
  return sql.query(
    `SELECT b.station_id AS "stationId", b.starts_at AS "startsAt", b.ends_at AS "endsAt",
            b.state <> 'planned' AS withdrawn, o.outcome, o.reason, o.said,
            coalesce(o.proved_seconds, 0) AS "provedSeconds"
     FROM broadcasts b
     JOIN program_descriptions d ON d.program_id = b.program_id AND d.during @> b.starts_at
     JOIN centre_stations c ON c.station_id = b.station_id AND c.centre_id = $2
       AND daterange(c.served_from, c.served_until) @> b.airs_on
     LEFT JOIN outcomes o ON o.broadcast_id = b.id
     WHERE d.segment_id = $1 AND b.station_id = ANY ($3) AND b.airs_on BETWEEN $4 AND $5
       AND b.air_day BETWEEN $4::date - 1 AND $5 AND b.planned_at IS NOT NULL`,
    [segmentId, centreId, stationIds, from, until],
  );
}
