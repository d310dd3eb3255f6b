import type { Reach } from '../../identity/reach.js';
import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import { matches } from '../../platform/database/search-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
import type { GapReason } from '../../consequences/reasons.schemas.js';
import type { StartCursor } from '../start-cursor.js';

export interface GapRow {
  id: string;
  entryId: string;
  title: string;
  stationId: string;
  stationName: string;
  onDay: string;
  slot: number;
  airsOn: string;
  time: string;
  startsAt: Date;
  code: GapReason;
  /** The name of the quiet day or the daypart. */
  note: string | null;
  clashEntryId: string | null;
  clashStartsAt: Date | null;
  foundAt: Date;
}

export interface GapFilter {
  stationId?: string | undefined;
  centreId?: string | undefined;
  entryId?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  search?: string | undefined;
  code?: GapReason | undefined;
}

/** What airs at the station instead of the gap `b`, the soonest first of what overlaps it. */
const INSTEAD = `SELECT o.entry_id, o.starts_at FROM broadcasts o
  WHERE o.air_day = b.air_day AND o.station_id = b.station_id AND o.during && b.during
    AND o.state = 'planned' AND o.priority <> 'emergency' ORDER BY o.starts_at LIMIT 1`;

const DAY = `daterange(b.airs_on, b.airs_on, '[]')`;

/**
 * Gaps ahead where the station is open: $1 to $11. An entry's gaps are seen by its owner, and by whoever reaches the station on
 * that day; that a centre does not serve a station concerns the centre only.
 */
const AHEAD = `FROM broadcasts b JOIN stations s ON s.id = b.station_id
  JOIN entries e ON e.id = b.entry_id AND e.withdrawn_at IS NULL
  JOIN programs p ON p.id = b.program_id
  LEFT JOIN LATERAL (${INSTEAD}) instead ON b.reason_code IN ('airtime-clash','displaced')
  WHERE b.state IN ('gap','displaced') AND b.starts_at > $1 AND b.air_day >= ${earliestLocalDay('$1')}
    AND daterange(s.opened_on, s.closed_on) @> b.airs_on
    AND ($2::uuid IS NULL OR b.station_id = $2) AND ($3::uuid IS NULL OR b.entry_id = $3)
    AND ($4::uuid IS NULL OR e.centre_id = $4 OR e.station_id IS NOT NULL AND EXISTS (
      SELECT FROM centre_stations c WHERE c.centre_id = $4 AND c.station_id = b.station_id
        AND daterange(c.served_from, c.served_until) && ${DAY}))
    AND ($5::date IS NULL OR b.airs_on >= $5) AND ($6::date IS NULL OR b.airs_on <= $6)
    AND ($7 OR e.centre_id = ANY ($8::uuid[])
      OR b.reason_code <> 'station-not-served' AND ${reachedOn('b.station_id', DAY, '$9')})
    AND ${matches("p.title || ' ' || s.name", '$10')} AND ($11::text IS NULL OR b.reason_code = $11)`;

const parametersOf = (filter: GapFilter, reach: Reach, now: Date): unknown[] => {
  const { stationId, centreId, entryId, from, until, search, code } = filter;
  const reached = [reach.everywhere, reach.centreIds, reachParameter(reach)];
  return [now, stationId, entryId, centreId, from, until, ...reached, search, code];
};

/** Gaps ahead, soonest first. */
export function gapsAhead(
  sql: Sql,
  filter: GapFilter,
  reach: Reach,
  { now, after, limit }: { now: Date; after: StartCursor | undefined; limit: number },
): Promise<GapRow[]> {
  return sql.query<GapRow>(
    `SELECT b.id, b.entry_id AS "entryId", p.title, b.station_id AS "stationId", s.name AS "stationName",
            b.on_day AS "onDay", b.slot, b.airs_on AS "airsOn",
            to_char(b.starts_at AT TIME ZONE b.time_zone, 'HH24:MI') AS "time", b.starts_at AS "startsAt",
            b.reason_code AS code, b.note, instead.entry_id AS "clashEntryId", instead.starts_at AS "clashStartsAt",
            b.state_at AS "foundAt"
     ${AHEAD} AND ($12::timestamptz IS NULL OR (b.starts_at, b.id) > ($12, $13::uuid))
     ORDER BY b.starts_at, b.id LIMIT $14`,
    [...parametersOf(filter, reach, now), after?.startsAt, after?.id, limit],
  );
}

/** How many gaps the pages of a list have. */
export async function countGaps(sql: Sql, filter: GapFilter, reach: Reach, now: Date): Promise<number> {
  const statement = `SELECT count(*)::int AS total ${AHEAD}`;
  const [row] = await sql.query<{ total: number }>(statement, parametersOf(filter, reach, now));
  return row?.total ?? 0;
}
