import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Outcome } from '../deciding/decide-outcome.js';

interface AtStation {
  stationId: string;
  broadcastId: string;
  startsAt: Date;
  title: string;
}
export interface NextBroadcast extends AtStation {
  endsAt: Date;
}
export interface SoundedBroadcast extends AtStation {
  outcome: Outcome;
}

const TITLE = `(SELECT d.title FROM program_descriptions d WHERE d.program_id = b.program_id AND d.during @> b.starts_at)`;

/** The first planned broadcast of each station that has not begun. */
export function nextBroadcasts(sql: Sql, stationIds: readonly string[], now: Date): Promise<NextBroadcast[]> {
  return sql.query<NextBroadcast>(
    `SELECT asked.id AS "stationId", one.* FROM unnest($1::uuid[]) AS asked (id) CROSS JOIN LATERAL (
       SELECT b.id AS "broadcastId", b.starts_at AS "startsAt", b.ends_at AS "endsAt", coalesce(${TITLE}, p.title) AS title
       FROM broadcasts b JOIN programs p ON p.id = b.program_id
       WHERE b.station_id = asked.id AND b.starts_at > $2 AND b.state = 'planned' AND b.air_day >= ${earliestLocalDay('$2')}
       ORDER BY b.starts_at LIMIT 1) one`,
    [stationIds, now],
  );
}

/** The newest broadcast of each station, at most `days` days old, of which there is sound, proved or confirmed. */
export function lastSounded(
  sql: Sql,
  stationIds: readonly string[],
  { now, days }: { now: Date; days: number },
): Promise<SoundedBroadcast[]> {
  return sql.query<SoundedBroadcast>(
    `SELECT asked.id AS "stationId", one.* FROM unnest($1::uuid[]) AS asked (id) CROSS JOIN LATERAL (
       SELECT b.id AS "broadcastId", b.starts_at AS "startsAt", coalesce(${TITLE}, p.title) AS title, o.outcome
       FROM outcomes o JOIN broadcasts b ON b.air_day = o.air_day AND b.id = o.broadcast_id
         JOIN programs p ON p.id = b.program_id
       WHERE o.station_id = asked.id AND o.airs_on >= ${earliestLocalDay('$2')} - $3::int
         AND (o.proved_seconds > 0 OR o.confirmed_seconds > 0)
       ORDER BY o.airs_on DESC, b.starts_at DESC LIMIT 1) one`,
    [stationIds, now, days],
  );
}
