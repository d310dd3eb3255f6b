import type { Reach } from '../../identity/reach.js';
import type { Sql } from '../../platform/database/sql.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
import type { DaySpan } from '../planning/coverage.queries.js';

/** Which stations are asked for: of a centre and of a group those of the day that is meant. */
export interface GridPlaces {
  centreId?: string | undefined;
  groupId?: string | undefined;
  stationIds?: readonly string[] | undefined;
}

/** A station on the days on which it is open, belongs to what is asked for, and is within reach. */
export interface GridStation {
  id: string;
  name: string;
  timeZone: string;
  /** The last local day whose items are planned. */
  through: string;
  /** In order. */
  days: string[];
}

const DAY = `daterange(d::date, d::date, '[]')`;
const SERVED = `EXISTS (SELECT FROM centre_stations c WHERE c.station_id = s.id AND c.centre_id = $4
  AND daterange(c.served_from, c.served_until) @> d::date)`;
const MEMBER = `EXISTS (SELECT FROM station_group_members m WHERE m.station_id = s.id AND m.group_id = $5 AND m.valid @> d::date)`;

/** Those that may be asked for at all, so that no others are looked at day by day. */
const CANDIDATES = `SELECT unnest($6::uuid[]) AS id
  UNION SELECT station_id FROM centre_stations WHERE centre_id = $4 AND daterange(served_from, served_until) && daterange($2, $3, '[]')
  UNION SELECT station_id FROM station_group_members WHERE group_id = $5 AND valid && daterange($2, $3, '[]')`;

/** The stations that are seen on one of the days at least, by id. */
export function gridStations(
  sql: Sql,
  { centreId, groupId, stationIds }: GridPlaces,
  { from, until }: DaySpan,
  reach: Reach,
  { now, after, limit }: { now: Date; after: string | undefined; limit: number },
): Promise<GridStation[]> {
  return sql.query<GridStation>(
    `SELECT s.id, s.name, s.time_zone AS "timeZone", seen.days,
            greatest(p.day, ($7::timestamptz AT TIME ZONE s.time_zone)::date - 1) AS through
     FROM (${CANDIDATES}) one JOIN stations s ON s.id = one.id LEFT JOIN planned_through p ON p.time_zone = s.time_zone
       CROSS JOIN LATERAL (
         SELECT array_agg(d::date::text ORDER BY d) AS days FROM generate_series($2::date, $3::date, interval '1 day') d
         WHERE daterange(s.opened_on, s.closed_on) @> d::date AND ($4::uuid IS NULL OR ${SERVED})
           AND ($5::uuid IS NULL OR ${MEMBER}) AND ${reachedOn('s.id', DAY, '$1')}) seen
     WHERE seen.days IS NOT NULL AND ($8::uuid IS NULL OR s.id > $8)
     ORDER BY s.id LIMIT $9`,
    [reachParameter(reach), from, until, centreId, groupId, stationIds ?? [], now, after, limit],
  );
}

/** The centre of a group; undefined when there is no such group. */
export async function centreOfGroup(sql: Sql, groupId: string): Promise<string | undefined> {
  const [group] = await sql.query<{ centreId: string }>(
    'SELECT centre_id AS "centreId" FROM station_groups WHERE id = $1',
    [groupId],
  );
  return group?.centreId;
}
