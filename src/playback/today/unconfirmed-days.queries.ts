import type { Reach } from '../../identity/reach.js';
import type { Sql } from '../../platform/database/sql.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
import type { UnconfirmedDays } from './unconfirmed-days.schemas.js';

/** Days on which the station is within reach, the oldest first, with the number of planned broadcasts that wait for a word. */
export function unconfirmedDays(
  sql: Sql,
  { stationId, from, until }: { stationId: string; from: string; until: string },
  { reach, now }: { reach: Reach; now: Date },
): Promise<UnconfirmedDays['items']> {
  return sql.query(
    `SELECT b.airs_on AS day, count(*)::int AS count
     FROM broadcasts b LEFT JOIN outcomes o ON o.broadcast_id = b.id
     WHERE b.station_id = $1 AND b.airs_on BETWEEN $2 AND $3 AND b.air_day BETWEEN $2::date - 1 AND $3
       AND b.state = 'planned' AND b.ends_at <= $4 AND coalesce(o.outcome NOT IN ('aired', 'late'), true)
       AND NOT EXISTS (SELECT FROM confirmations w WHERE w.broadcast_id = b.id)
       AND ${reachedOn('b.station_id', "daterange(b.airs_on, b.airs_on, '[]')", '$5')}
     GROUP BY 1 ORDER BY 1`,
    [stationId, from, until, now, reachParameter(reach)],
  );
}
