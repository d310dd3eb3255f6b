import type { Sql } from '../../platform/database/sql.js';
import type { StationDays } from '../../playback/outcomes/outcomes.service.js';
import type { AirtimeBroadcast } from './airtime-broadcasts.schemas.js';
import { COUNTS, HEARD, MISSED, PLANNED, UPCOMING } from './broadcast-seconds.js';

/** Which broadcasts: of stations on days on which the centre served them, of one topic unless it is null. */
export interface CountedBroadcasts extends StationDays {
  centreId: string;
  topic: string | null;
  now: Date;
}

export type CountedBroadcast = Omit<AirtimeBroadcast, 'startsAt'> & { startsAt: Date };

/** Where a page begins: after the broadcast with this start and id. */
export interface CountedCursor {
  startsAt: string;
  id: string;
}

/** What an airtime report adds up, in the order of time. */
export function countedBroadcasts(
  sql: Sql,
  { centreId, topic, stationIds, from, until, now }: CountedBroadcasts,
  { after, rows }: { after: CountedCursor | undefined; rows: number },
): Promise<CountedBroadcast[]> {
  return sql.query(
    `SELECT b.id AS "broadcastId", b.station_id AS "stationId", s.name AS "stationName", b.airs_on AS day,
            to_char(b.starts_at AT TIME ZONE b.time_zone, 'HH24:MI') AS time, b.starts_at AS "startsAt", d.title,
            o.outcome, o.said, (${PLANNED})::float8 AS "plannedSeconds", proved::float8 AS "provedSeconds",
            confirmed::float8 AS "confirmedSeconds", (${MISSED})::float8 AS "missedSeconds",
            CASE WHEN ${UPCOMING('$6')} THEN length::float8 ELSE 0 END AS "upcomingSeconds"
     FROM broadcasts b JOIN stations s ON s.id = b.station_id
     JOIN program_descriptions d ON d.program_id = b.program_id AND d.during @> b.starts_at
     JOIN centre_stations c ON c.station_id = b.station_id AND c.centre_id = $1
       AND daterange(c.served_from, c.served_until) @> b.airs_on
     LEFT JOIN outcomes o ON o.broadcast_id = b.id
     CROSS JOIN LATERAL (${HEARD}) seconds
     WHERE b.station_id = ANY ($2::uuid[]) AND b.airs_on BETWEEN $3 AND $4 AND b.air_day BETWEEN $3::date - 1 AND $4
       AND ($5::text IS NULL OR d.topic = $5) AND ${COUNTS}
       AND ($7::timestamptz IS NULL OR (b.starts_at, b.id) > ($7, $8::uuid))
     ORDER BY b.starts_at, b.id LIMIT $9`,
    [centreId, stationIds, from, until, topic, now, after?.startsAt ?? null, after?.id ?? null, rows],
  );
}
