import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Reach } from '../../identity/reach.js';
import type { Sql } from '../../platform/database/sql.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';

const MOST_TIMES = 100;
const MOST_NAMES = 30;

/** Broadcasts of the program `$1` that are not over at `$2`, with those that only wait for its approval. */
const AHEAD = `broadcasts b WHERE b.program_id = $1 AND b.ends_at > $2
  AND (b.state = 'planned' OR b.state = 'gap' AND b.reason_code = 'program-not-approved')
  AND b.air_day >= ${earliestLocalDay('$2')}`;

export interface BroadcastTotals {
  broadcasts: number;
  stations: number;
  /** Of all of them together. */
  seconds: number;
}

export async function totalsAhead(sql: Sql, programId: string, now: Date): Promise<BroadcastTotals> {
  const [totals] = await sql.query<BroadcastTotals>(
    `SELECT count(*)::int AS broadcasts, count(DISTINCT b.station_id)::int AS stations,
       coalesce(sum(extract(epoch FROM b.ends_at - b.starts_at)), 0)::float8 AS seconds
     FROM ${AHEAD}`,
    [programId, now],
  );
  return totals ?? { broadcasts: 0, stations: 0, seconds: 0 };
}

/** Broadcasts that begin together. */
export interface AiringTime {
  startsAt: Date;
  /** At the stations, `YYYY-MM-DD HH:MM`. */
  localTime: string;
  planned: boolean;
  stations: number;
  /** Of those that the reader may see then. */
  stationNames: string[];
}

const REACHED = reachedOn('a.station_id', "daterange(a.airs_on, a.airs_on, '[]')", '$3');

/** The first ones by start; stations outside the reach are counted, not named. */
export function timesAhead(sql: Sql, programId: string, reach: Reach, now: Date): Promise<AiringTime[]> {
  return sql.query<AiringTime>(
    `SELECT a.starts_at AS "startsAt", to_char(a.starts_at AT TIME ZONE a.time_zone, 'YYYY-MM-DD HH24:MI') AS "localTime",
       a.planned, count(*)::int AS stations, coalesce((array_agg(s.name ORDER BY s.name) FILTER (WHERE ${REACHED}))[1:${MOST_NAMES}], '{}') AS "stationNames"
     FROM (SELECT b.station_id, b.airs_on, b.starts_at, b.time_zone, b.state = 'planned' AS planned FROM ${AHEAD}) a
     JOIN stations s ON s.id = a.station_id
     GROUP BY a.starts_at, a.time_zone, a.planned
     ORDER BY a.starts_at, a.planned DESC LIMIT ${MOST_TIMES}`,
    [programId, now, reachParameter(reach)],
  );
}
