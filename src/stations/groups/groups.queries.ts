import { type List, sizeOf } from '../../platform/database/list-sql.js';
import { matches } from '../../platform/database/search-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { LocalDays } from '../reach.queries.js';
import type { GroupView } from './groups.schemas.js';

/** A station is in a group. Days are the station's own, `YYYY-MM-DD`. */
export interface Membership {
  groupId: string;
  stationId: string;
  from: string | null;
  /** The first day without it; null while no end is known. */
  until: string | null;
}

const MEMBERSHIP = `m.group_id AS "groupId", m.station_id AS "stationId", lower(m.valid) AS "from", upper(m.valid) AS "until"`;

/** Who is in the groups on any of the days, both included. */
export function membersOf(sql: Sql, groupIds: readonly string[], { from, until }: LocalDays): Promise<Membership[]> {
  return sql.query<Membership>(
    `SELECT ${MEMBERSHIP} FROM station_group_members m
     WHERE m.group_id = ANY ($1::uuid[]) AND m.valid && daterange(least($2::date, $3::date), $3::date, '[]')
     ORDER BY m.station_id, m.group_id, m.valid`,
    [groupIds, from, until],
  );
}

/** In which groups the stations are, were or will be. */
export function membershipsOf(sql: Sql, stationIds: readonly string[]): Promise<Membership[]> {
  return sql.query<Membership>(
    `SELECT ${MEMBERSHIP} FROM station_group_members m WHERE m.station_id = ANY ($1::uuid[])`,
    [stationIds],
  );
}

/** The local day of the station `s` at the instant $1. */
const LOCAL_DAY_AT_1 = '($1::timestamptz AT TIME ZONE s.time_zone)::date';

export interface GroupFilter {
  id?: string;
  centreId?: string;
  search?: string | undefined;
}

const GROUPS = `FROM (SELECT $1::timestamptz AS at) asked, station_groups g CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(m.station_id ORDER BY m.station_id) FILTER (WHERE m.valid @> today), '{}') AS "stationIds",
      coalesce(jsonb_agg(jsonb_build_object('stationId', m.station_id, 'from', lower(m.valid), 'until', upper(m.valid))
          ORDER BY lower(m.valid), m.station_id) FILTER (WHERE lower(m.valid) > today OR upper(m.valid) > today), '[]') AS changes
    FROM station_group_members m JOIN stations s ON s.id = m.station_id
      CROSS JOIN LATERAL (SELECT (asked.at AT TIME ZONE s.time_zone)::date AS today) day
    WHERE m.group_id = g.id) members
  WHERE ($2::uuid IS NULL OR g.id = $2) AND ($3::uuid IS NULL OR g.centre_id = $3) AND ${matches('g.name', '$4')}`;

/** Groups with their stations of the local day of `at`, by id: one, or those of a centre. */
export const groupList = ({ id, centreId, search }: GroupFilter, at: Date): List<GroupView> => {
  const parameters = [at, id, centreId, search];
  return {
    rows: (sql, { after, limit }) =>
      sql.query<GroupView>(
        `SELECT g.id, g.centre_id AS "centreId", g.name, g.revision, members."stationIds", members.changes ${GROUPS}
         AND ($5::uuid IS NULL OR g.id > $5) ORDER BY g.id ASC LIMIT $6`,
        [...parameters, after, limit],
      ),
    size: (sql) => sizeOf(sql, GROUPS, parameters),
  };
};

/** Locks the group until the transaction ends. @returns whether it exists */
export async function lockGroup(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query('SELECT FROM station_groups WHERE id = $1 FOR UPDATE', [id])).length > 0;
}

/** Stations that join a group for good: on the day `from`, or on their own of `at` when it is later or `from` undefined. */
export interface Joining {
  groupId: string;
  stationIds: readonly string[];
  from: string | undefined;
  at: Date;
}

/** Those that are not in the group from that day on for good. */
export async function stationsOutside(sql: Sql, { groupId, stationIds, from, at }: Joining): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT asked.id FROM unnest($3::uuid[]) AS asked (id) LEFT JOIN stations s ON s.id = asked.id
     WHERE NOT EXISTS (SELECT FROM station_group_members m WHERE m.group_id = $2 AND m.station_id = asked.id
       AND m.valid @> daterange(greatest($4::date, ${LOCAL_DAY_AT_1}), NULL))`,
    [at, groupId, stationIds, from],
  );
  return rows.map(({ id }) => id);
}

/** Lets stations join, whatever they were to leave or join later, and gives the group another revision. */
export async function insertMembers(sql: Sql, { groupId, stationIds, from, at }: Joining): Promise<void> {
  const joining = `(SELECT s.id, greatest($4::date, ${LOCAL_DAY_AT_1}) AS day FROM stations s WHERE s.id = ANY ($3::uuid[]))`;
  const parameters = [at, groupId, stationIds, from];
  await sql.query(
    `DELETE FROM station_group_members m USING ${joining} j
     WHERE m.group_id = $2 AND m.station_id = j.id AND lower(m.valid) >= j.day`,
    parameters,
  );
  await sql.query(
    `UPDATE station_group_members m SET valid = daterange(lower(m.valid), NULL) FROM ${joining} j
     WHERE m.group_id = $2 AND m.station_id = j.id AND upper(m.valid) >= j.day`,
    parameters,
  );
  await sql.query(
    `WITH added AS (INSERT INTO station_group_members (group_id, station_id, valid)
       SELECT $2, j.id, daterange(j.day, NULL) FROM ${joining} j
       WHERE NOT EXISTS (SELECT FROM station_group_members m WHERE m.group_id = $2 AND m.station_id = j.id AND m.valid @> j.day))
     UPDATE station_groups SET revision = gen_random_uuid() WHERE id = $2`,
    parameters,
  );
}

/**
 * Takes a station out of the group from the day `on`, or from its own day of `at` when that is later or `on` undefined, and
 * gives the group another revision. @returns whether it was to be in it then
 */
export async function endMembership(
  sql: Sql,
  { groupId, stationId, on, at }: { groupId: string; stationId: string; on: string | undefined; at: Date },
): Promise<boolean> {
  const leaving = `(SELECT s.id, greatest($4::date, ${LOCAL_DAY_AT_1}) AS day FROM stations s WHERE s.id = $3)`;
  const changed = await sql.query(
    `WITH joined_later AS (
       DELETE FROM station_group_members m USING ${leaving} l
       WHERE m.group_id = $2 AND m.station_id = l.id AND lower(m.valid) >= l.day RETURNING m.group_id),
     ended AS (
       UPDATE station_group_members m SET valid = daterange(lower(m.valid), l.day) FROM ${leaving} l
       WHERE m.group_id = $2 AND m.station_id = l.id AND m.valid @> l.day AND lower(m.valid) < l.day IS NOT FALSE
       RETURNING m.group_id)
     UPDATE station_groups g SET revision = gen_random_uuid()
     WHERE g.id IN (SELECT group_id FROM joined_later UNION SELECT group_id FROM ended) RETURNING g.id`,
    [at, groupId, stationId, on],
  );
  return changed.length > 0;
}
