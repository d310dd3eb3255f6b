import { type Reach, stationsOf } from '../identity/reach.js';
import { type List, sizeOf } from '../platform/database/list-sql.js';
import { matches } from '../platform/database/search-sql.js';
import type { Sql } from '../platform/database/sql.js';
import type { Work } from '../platform/database/unit-of-work.js';
import { isReached, reachParameter } from './reach.queries.js';
import type { StationDetail, StationsQuery, StationView } from './stations.schemas.js';

/** Stations that the centre serves and that are open on the local day `day`, `YYYY-MM-DD`. @returns their ids */
export async function stationsServedBy(sql: Sql, centreId: string, day: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT s.id FROM centre_stations c JOIN stations s ON s.id = c.station_id
     WHERE c.centre_id = $1 AND daterange(c.served_from, c.served_until) @> $2::date
       AND daterange(s.opened_on, s.closed_on) @> $2::date`,
    [centreId, day],
  );
  return rows.map(({ id }) => id);
}

/** The centre that serves the station on the local day `day`, `YYYY-MM-DD`; null when none does. */
export async function centreServing(sql: Sql, stationId: string, day: string): Promise<string | null> {
  const rows = await sql.query<{ id: string }>(
    `SELECT centre_id AS id FROM centre_stations
     WHERE station_id = $1 AND daterange(served_from, served_until) @> $2::date`,
    [stationId, day],
  );
  return rows[0]?.id ?? null;
}

/** Those of `stationIds` that the centre does not serve on the day `from` or, if later, on their own of `at`, or that do not exist. */
export async function stationsNotServedBy(
  sql: Sql,
  centreId: string,
  stationIds: readonly string[],
  { at, from }: { at: Date; from: string | undefined },
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT asked.id FROM unnest($2::uuid[]) AS asked (id)
     WHERE NOT EXISTS (SELECT FROM stations s JOIN centre_stations c ON c.station_id = s.id
       WHERE s.id = asked.id AND c.centre_id = $1
         AND daterange(c.served_from, c.served_until)
             @> greatest($4::date, ($3::timestamptz AT TIME ZONE s.time_zone)::date))`,
    [centreId, stationIds, at, from],
  );
  return rows.map(({ id }) => id);
}

/**
 * Sets the day from which the station is closed. Days that counted as open until now, today included, go on counting so
 * in reports; null makes it open as if it had never been closed.
 */
export async function setClosingDay(work: Work, id: string, day: string | null): Promise<void> {
  await work.query(
    `UPDATE stations SET closed_on = $2, counted_until = CASE WHEN $2::date IS NOT NULL
       THEN least(($3::timestamptz AT TIME ZONE time_zone)::date + 1, greatest(closed_on, counted_until)) END
     WHERE id = $1`,
    [id, day, work.now],
  );
}

/** Whether PostgreSQL knows the IANA zone. Its queries compute local days, so a zone unknown to it would break them. */
export async function isKnownTimeZone(sql: Sql, zone: string): Promise<boolean> {
  return (await sql.query('SELECT FROM pg_timezone_names WHERE name = $1', [zone])).length > 0;
}

export type StationFilter = Pick<StationsQuery, 'centreId' | 'unitId' | 'technology' | 'closed' | 'search'>;

const BASICS = `s.id, s.name, s.time_zone AS "timeZone", s.technology, s.audio_profile AS "audioProfile",
  s.opened_on AS "openedOn", s.closed_on AS "closedOn", s.revision`;

const WITH_CENTRE_AT_1 = `stations s JOIN units u ON u.id = s.unit_id
  LEFT JOIN centre_stations cs ON cs.station_id = s.id
    AND daterange(cs.served_from, cs.served_until) @> ($1::timestamptz AT TIME ZONE s.time_zone)::date
  LEFT JOIN centres c ON c.id = cs.centre_id`;

/** The stations that can be within reach: named ones ($4), and those that centres ($5) serve on any day. */
const EVER_WITHIN =
  'SELECT unnest($4::uuid[]) UNION ALL SELECT station_id FROM centre_stations WHERE centre_id = ANY ($5::uuid[])';

/** $1 to $10. */
const STATIONS = `FROM ${WITH_CENTRE_AT_1}
  WHERE ($2 OR s.id IN (${EVER_WITHIN}) AND ${isReached('s.id', 'c.id', '$3')})
    AND ($6::uuid IS NULL OR c.id = $6)
    AND ($7::uuid IS NULL OR s.unit_id = $7) AND ($8::text IS NULL OR s.technology = $8)
    AND ($9::boolean IS NULL OR (s.closed_on <= ($1::timestamptz AT TIME ZONE s.time_zone)::date) IS TRUE = $9)
    AND ${matches("s.name || ' ' || u.name", '$10')}`;

/** Stations within `reach` by id, each with the centre that serves it on its local day of `at`. */
export const stationList = (
  { centreId, unitId, technology, closed, search }: StationFilter,
  reach: Reach,
  at: Date,
): List<StationView> => {
  const within = [reach.everywhere, reachParameter(reach), stationsOf(reach), reach.centreIds];
  const parameters = [at, ...within, centreId, unitId, technology, closed, search];
  return {
    rows: (sql, { after, limit }) =>
      sql.query<StationView>(
        `SELECT ${BASICS}, s.unit_id AS "unitId", u.name AS "unitName", c.id AS "centreId", c.name AS "centreName" ${STATIONS}
         AND ($11::uuid IS NULL OR s.id > $11) ORDER BY s.id ASC LIMIT $12`,
        [...parameters, after, limit],
      ),
    size: (sql) => sizeOf(sql, STATIONS, parameters),
  };
};

/**
 * One station as on its local day of `at`. Its groups are shown to readers of their centre only, because a group's name
 * may say something about the neighbours.
 * @param reach of the reader
 */
export async function stationDetail(sql: Sql, id: string, reach: Reach, at: Date): Promise<StationDetail | undefined> {
  const rows = await sql.query<StationDetail>(
    `SELECT ${BASICS},
       jsonb_build_object('id', u.id, 'name', u.name, 'kind', u.kind, 'codes', (
         SELECT coalesce(jsonb_agg(jsonb_build_object('code', k.code, 'from', k.valid_from, 'until', k.valid_until)
           ORDER BY k.valid_from), '[]') FROM unit_codes k WHERE k.unit_id = u.id)) AS unit,
       CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'name', c.name) END AS centre,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name, 'from', served.served_from,
           'until', served.served_until) ORDER BY served.served_from), '[]')
         FROM centre_stations served JOIN centres h ON h.id = served.centre_id WHERE served.station_id = s.id) AS servings,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) ORDER BY g.name), '[]')
         FROM station_group_members m JOIN station_groups g ON g.id = m.group_id
         WHERE m.station_id = s.id AND m.valid @> ($1::timestamptz AT TIME ZONE s.time_zone)::date AND ($3 OR g.centre_id = ANY ($4::uuid[]))) AS groups,
       (SELECT jsonb_build_object('working', count(*) FILTER (WHERE working), 'all', count(*))
         FROM clusters l WHERE l.station_id = s.id AND l.removed_at IS NULL) AS clusters,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'lastSeenAt',
           to_char(d.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY d.id), '[]')
         FROM devices d WHERE d.station_id = s.id AND d.ended_at IS NULL) AS devices
     FROM ${WITH_CENTRE_AT_1} WHERE s.id = $2`,
    [at, id, reach.everywhere, reach.centreIds],
  );
  return rows[0];
}
