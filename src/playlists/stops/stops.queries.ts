import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { HELD_VERSION, MADE_SINCE } from '../versions/ready-until.queries.js';
import { stationsConcerned, type StoppedThing } from '../../scheduling/withdrawals/stops.service.js';

/**
 * The next pull at each of the stations reads the schedule. Until the transaction ends no version is issued there: one that
 * is issued after `at` has been made of what this transaction leaves behind.
 */
export async function countChangeAtConcerned(work: Work, { kind, id }: StoppedThing, at: Date): Promise<void> {
  await work.query(
    `UPDATE playlist_heads SET changes = changes + 1, fresh_until = NULL WHERE station_id IN (
       SELECT station_id FROM playlist_heads WHERE station_id IN (${stationsConcerned[kind]('$1', '$2')})
       ORDER BY station_id FOR UPDATE)`,
    kind === 'station' ? [id] : [id, at],
  );
}

/** How far a stop, or its lifting, has got. */
export interface Spread {
  stations: number;
  /** Devices in use there. */
  devices: number;
  /** Those of them that say that they hold a playlist that was made since, or that did not have to be made anew. */
  informed: number;
}

/**
 * @param of.at when the stop began: it concerns what was ahead then
 * @param of.since the stop itself, or its lifting
 */
export async function spreadOf(
  sql: Sql,
  { kind, id }: StoppedThing,
  { at, since }: { at: Date; since: Date },
): Promise<Spread> {
  const rows = await sql.query<Spread>(
    `WITH concerned AS MATERIALIZED (
       SELECT s.id AS station_id FROM stations s WHERE $1::uuid IS NOT NULL
         AND s.id IN (${stationsConcerned[kind]('$1::uuid', '$3::timestamptz')})),
     held AS (
       SELECT d.id, ${MADE_SINCE('$2')} AS informed
       FROM concerned c JOIN devices d ON d.station_id = c.station_id AND d.ended_at IS NULL
       LEFT JOIN playlists p ON p.station_id = d.station_id AND p.version = ${HELD_VERSION}
       LEFT JOIN playlist_heads h ON h.station_id = d.station_id)
     SELECT (SELECT count(*)::int FROM concerned WHERE $3::timestamptz IS NOT NULL) AS stations,
            count(*)::int AS devices, count(*) FILTER (WHERE informed)::int AS informed FROM held`,
    [id, since, at],
  );
  return rows[0] ?? { stations: 0, devices: 0, informed: 0 };
}
