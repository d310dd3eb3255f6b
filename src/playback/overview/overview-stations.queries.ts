import type { Reach } from '../../identity/reach.js';
import type { Sql } from '../../platform/database/sql.js';
import { matches } from '../../platform/database/search-sql.js';
import { HELD_VERSION, MADE_SINCE, PLAYLIST_CHANGED } from '../../playlists/versions/playlists.service.js';
import { everReached, reachedOn, reachParameter } from '../../stations/stations.service.js';
import { LAST_CALL } from '../../stations/devices/devices.service.js';
import { stationStoppedAt } from '../../scheduling/withdrawals/stops.service.js';
import type { OverviewQuery } from './overview.schemas.js';
import { type HeldPlaylist, type OverviewOrder, StationTrouble } from './station-trouble.js';

/** What is known of a station without its schedule. */
export interface StationFacts {
  id: string;
  name: string;
  unitName: string;
  timeZone: string;
  closed: boolean;
  closedOn: string | null;
  troubles: StationTrouble[];
  inUse: number;
  ended: number;
  lastSeenAt: Date | null;
  playlist: HeldPlaylist;
  /** Since when the station, or the centre that serves it, is stopped; the later of both. */
  stoppedAt: Date | null;
  /** Whether all devices in use hold a playlist that was made since. */
  stopInformed: boolean;
  softwareVersion: string | null;
  working: number;
  clusters: number;
  /** Its place in the order; equal ones by name. */
  rank: number;
}

export interface FactsPage {
  stations: StationFacts[];
  total: number;
  inTrouble: number;
}

/** The position after a page: the rank and the id of its last station. */
export interface RankCursor {
  rank: number;
  id: string;
}

type Places = Pick<OverviewQuery, 'centreId' | 'groupId' | 'search' | 'closed' | 'trouble'>;

const TODAY = '($1::timestamptz AT TIME ZONE s.time_zone)::date';

const DEVICES = `SELECT count(*) FILTER (WHERE d.ended_at IS NULL)::int AS in_use,
    count(*) FILTER (WHERE d.ended_at IS NOT NULL)::int AS ended, ${LAST_CALL} AS last_call,
    max(d.last_seen_at) FILTER (WHERE d.ended_at IS NULL) AS last_seen,
    bool_or(${HELD_VERSION} = h.version AND NOT ${PLAYLIST_CHANGED}) FILTER (WHERE d.ended_at IS NULL) AS newest,
    bool_or(${HELD_VERSION} IS NOT NULL) FILTER (WHERE d.ended_at IS NULL) AS holds,
    bool_and(${MADE_SINCE('st.stopped_at')} IS TRUE)
      FILTER (WHERE d.ended_at IS NULL) IS TRUE AS stop_informed,
    bool_and(jsonb_array_length(d.last_report->'held'->'missing') > 0) FILTER (WHERE d.ended_at IS NULL) AS lacks,
    (array_agg(coalesce(d.last_report->>'version', d.version) ORDER BY d.last_seen_at DESC NULLS LAST)
      FILTER (WHERE d.ended_at IS NULL))[1] AS software
  FROM devices d LEFT JOIN playlist_heads h ON h.station_id = d.station_id
    LEFT JOIN playlists p ON p.station_id = d.station_id AND p.version = ${HELD_VERSION} WHERE d.station_id = s.id`;

const CLUSTERS = `SELECT count(*) FILTER (WHERE working)::int AS working, count(*)::int AS all_of_them
  FROM clusters l WHERE l.station_id = s.id AND l.removed_at IS NULL`;

const STATIONS = `SELECT s.id, s.name, u.name AS unit_name, s.time_zone, s.closed_on, s.closed_on <= ${TODAY} IS TRUE AS closed, $6::timestamptz AS lost_before,
    st.*, d.*, c.*, CASE WHEN d.newest THEN 'newest' WHEN d.holds THEN 'older' ELSE 'none' END AS playlist
  FROM stations s JOIN units u ON u.id = s.unit_id CROSS JOIN LATERAL (SELECT ${stationStoppedAt('s.id', '$1::timestamptz', TODAY)} AS stopped_at) st CROSS JOIN LATERAL (${DEVICES}) d CROSS JOIN LATERAL (${CLUSTERS}) c
  WHERE ${everReached('s.id', '$2')} AND ${reachedOn('s.id', `daterange(${TODAY}, ${TODAY}, '[]')`, '$2')}
    AND ($3::uuid IS NULL OR EXISTS (SELECT FROM centre_stations cs WHERE cs.station_id = s.id AND cs.centre_id = $3
      AND daterange(cs.served_from, cs.served_until) @> ${TODAY}))
    AND ($4::uuid IS NULL OR EXISTS (SELECT FROM station_group_members m WHERE m.station_id = s.id AND m.group_id = $4
      AND m.valid @> ${TODAY}))
    AND ${matches("s.name || ' ' || u.name", '$5')}`;

/** The condition of each trouble; the order of the codes is that of their gravity. */
const CONDITIONS: Record<StationTrouble, string> = {
  lost: 'last_call < lost_before',
  'no-device': 'in_use = 0',
  'no-playlist': `in_use > 0 AND playlist = 'none'`,
  'older-playlist': `playlist = 'older'`,
  'audio-missing': 'lacks',
  'clusters-broken': 'working < all_of_them',
};
const TROUBLES = `array_remove(ARRAY[${StationTrouble.options
  .map((code) => `CASE WHEN ${CONDITIONS[code]} THEN '${code}' END`)
  .join(', ')}]::text[], NULL)`;

const RANKS: Record<OverviewOrder, string> = {
  name: '0',
  trouble: `CASE WHEN closed THEN 1000 WHEN troubles = '{}' THEN 100
    ELSE array_position(ARRAY[${StationTrouble.options.map((code) => `'${code}'`).join(', ')}]::text[], troubles[1]) END`,
};

/**
 * A page of stations with their devices, what these hold, and their clusters, on the local day of `now`: one statement for any
 * number of them. A station is lost when none of its devices has called since `lostBefore`.
 */
export async function stationFacts(
  sql: Sql,
  { centreId, groupId, search, closed, trouble }: Places,
  reach: Reach,
  page: { now: Date; lostBefore: Date; order: OverviewOrder; after: RankCursor | undefined; limit: number },
): Promise<FactsPage> {
  const rows = await sql.query<StationFacts & { total: number; inTrouble: number }>(
    `WITH facts AS (SELECT *, CASE WHEN closed THEN '{}' ELSE ${TROUBLES} END AS troubles FROM (${STATIONS}) station),
     meant AS MATERIALIZED (SELECT *, ${RANKS[page.order]} AS rank, search_text(name) AS sort FROM facts
       WHERE ($7::boolean IS NULL OR closed = $7) AND ($8::text IS NULL OR $8 = ANY (troubles))),
     counted AS (SELECT count(*)::int AS total, (count(*) FILTER (WHERE troubles <> '{}'))::int AS in_trouble FROM meant)
     SELECT m.id, name, unit_name AS "unitName", time_zone AS "timeZone", closed, closed_on AS "closedOn", troubles,
            in_use AS "inUse", ended, last_seen AS "lastSeenAt", playlist, software AS "softwareVersion",
            stopped_at AS "stoppedAt", stop_informed AS "stopInformed",
            working, all_of_them AS clusters, rank, counted.total, counted.in_trouble AS "inTrouble"
     FROM counted LEFT JOIN meant m ON $9::int IS NULL
       OR (m.rank, m.sort, m.id) > ($9::int, (SELECT search_text(s.name) FROM stations s WHERE s.id = $10::uuid), $10::uuid)
     ORDER BY rank, sort, m.id LIMIT $11`,
    [
      page.now,
      reachParameter(reach),
      centreId,
      groupId,
      search,
      page.lostBefore,
      closed,
      trouble,
      page.after?.rank,
      page.after?.id,
      page.limit,
    ],
  );
  const [{ total, inTrouble } = { total: 0, inTrouble: 0 }] = rows;
  // The row of the counts alone, when no station follows.
  return { stations: rows.filter(({ id }) => id !== null), total, inTrouble };
}
