import type { Reach } from '../../identity/actor.js';
import type { Sql } from '../../platform/database/sql.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
import type { GapReason } from '../broadcasts/reasons.js';

export interface GapRow {
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
}

/** The position of a gap in a list. */
export interface GapPosition {
  startsAt: string;
  entryId: string;
  stationId: string;
  onDay: string;
  slot: number;
}

/** Two times that the clocks skip start at the same jump. */
const POSITION = '(g.starts_at, g.entry_id, g.station_id, g.on_day, g.slot)';

/** The program of the occurrence: what an exception puts in its place, the station's own first, or that of the terms. */
const PLAYED = `coalesce(
  (SELECT x.program_id FROM entry_exceptions x WHERE x.entry_id = g.entry_id AND x.undone_at IS NULL
     AND x.action = 'replace' AND x.days @> g.on_day AND coalesce(x.slot, g.slot) = g.slot
     AND coalesce(x.station_id, g.station_id) = g.station_id ORDER BY x.station_id LIMIT 1),
  (SELECT i.program_id FROM entry_terms t JOIN entry_items i ON i.terms_id = t.id AND i.position = 0
   WHERE t.entry_id = g.entry_id AND t.valid @> g.on_day))`;

const DAY = `daterange(local.at::date, local.at::date, '[]')`;

/**
 * Gaps ahead, soonest first, where the station is open. An entry's gaps are seen by its owner, and by whoever reaches the
 * station on that day; that a centre does not serve a station concerns the centre only.
 */
export function gapsAhead(
  sql: Sql,
  { stationId, centreId, entryId, from, until }: GapFilter,
  reach: Reach,
  { now, after, limit }: { now: Date; after: GapPosition | undefined; limit: number },
): Promise<GapRow[]> {
  return sql.query<GapRow>(
    `SELECT g.entry_id AS "entryId", p.title, g.station_id AS "stationId", s.name AS "stationName",
            g.on_day AS "onDay", g.slot, local.at::date AS "airsOn", to_char(local.at, 'HH24:MI') AS "time", g.starts_at AS "startsAt",
            g.reason_code AS code, g.note, g.clash_entry_id AS "clashEntryId", g.clash_starts_at AS "clashStartsAt",
            g.found_at AS "foundAt"
     FROM planning_gaps g JOIN stations s ON s.id = g.station_id
     JOIN entries e ON e.id = g.entry_id AND e.withdrawn_at IS NULL
     JOIN programs p ON p.id = ${PLAYED}
     CROSS JOIN LATERAL (SELECT g.starts_at AT TIME ZONE s.time_zone AS at) local
     WHERE g.starts_at > $1 AND daterange(s.opened_on, s.closed_on) @> local.at::date
       AND ($2::uuid IS NULL OR g.station_id = $2) AND ($3::uuid IS NULL OR g.entry_id = $3)
       AND ($4::uuid IS NULL OR e.centre_id = $4 OR e.station_id IS NOT NULL AND EXISTS (
         SELECT FROM centre_stations c WHERE c.centre_id = $4 AND c.station_id = g.station_id
           AND daterange(c.served_from, c.served_until) && ${DAY}))
       AND ($5::date IS NULL OR local.at::date >= $5) AND ($6::date IS NULL OR local.at::date <= $6)
       AND ($7 OR e.centre_id = ANY ($8::uuid[])
         OR g.reason_code <> 'station-not-served' AND ${reachedOn('g.station_id', DAY, '$9')})
       AND ($10::timestamptz IS NULL OR ${POSITION} > ($10, $11::uuid, $12::uuid, $13::date, $14::int))
     ORDER BY ${POSITION} LIMIT $15`,
    [now, stationId, entryId, centreId, from, until, ...parametersOf(reach), ...partsOf(after), limit],
  );
}

const parametersOf = (reach: Reach) => [reach.everywhere, reach.centreIds, reachParameter(reach)];
const partsOf = (after: GapPosition | undefined) => [
  after?.startsAt,
  after?.entryId,
  after?.stationId,
  after?.onDay,
  after?.slot,
];
