import type { Sql } from '../../platform/database/sql.js';
import type { GroupView } from './groups.schemas.js';

/** A station belongs to a group. */
export interface Membership {
  groupId: string;
  stationId: string;
}

/** Ids of all stations in any of the groups, each once. */
export async function stationsInGroups(sql: Sql, groupIds: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    'SELECT DISTINCT station_id AS id FROM station_group_members WHERE group_id = ANY ($1::uuid[]) ORDER BY id',
    [groupIds],
  );
  return rows.map(({ id }) => id);
}

export function membershipsOf(sql: Sql, stationIds: readonly string[]): Promise<Membership[]> {
  return sql.query<Membership>(
    `SELECT group_id AS "groupId", station_id AS "stationId" FROM station_group_members
     WHERE station_id = ANY ($1::uuid[])`,
    [stationIds],
  );
}

export interface GroupFilter {
  id?: string;
  centreId?: string;
  /** Id of the last group of the page before. */
  after?: string | undefined;
  limit: number;
}

/** Groups with their stations, by id: one, or those of a centre. */
export function listGroups(sql: Sql, { id, centreId, after, limit }: GroupFilter): Promise<GroupView[]> {
  return sql.query<GroupView>(
    `SELECT g.id, g.centre_id AS "centreId", g.name, g.revision,
       ARRAY(SELECT station_id FROM station_group_members WHERE group_id = g.id ORDER BY station_id) AS "stationIds"
     FROM station_groups g
     WHERE ($1::uuid IS NULL OR g.id = $1) AND ($2::uuid IS NULL OR g.centre_id = $2) AND ($3::uuid IS NULL OR g.id > $3)
     ORDER BY g.id LIMIT $4`,
    [id, centreId, after, limit],
  );
}

/** Locks the group until the transaction ends. @returns whether it exists */
export async function lockGroup(sql: Sql, id: string): Promise<boolean> {
  return (await sql.query('SELECT FROM station_groups WHERE id = $1 FOR UPDATE', [id])).length > 0;
}

/** Those of `stationIds` that are not in the group. */
export async function stationsOutside(sql: Sql, groupId: string, stationIds: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT asked.id FROM unnest($2::uuid[]) AS asked (id)
     WHERE NOT EXISTS (SELECT FROM station_group_members m WHERE m.group_id = $1 AND m.station_id = asked.id)`,
    [groupId, stationIds],
  );
  return rows.map(({ id }) => id);
}

/** Adds stations that are not in the group, and gives it another revision. */
export async function insertMembers(sql: Sql, groupId: string, stationIds: readonly string[]): Promise<void> {
  await sql.query(
    `WITH added AS (INSERT INTO station_group_members (group_id, station_id) SELECT $1, unnest($2::uuid[]))
     UPDATE station_groups SET revision = gen_random_uuid() WHERE id = $1`,
    [groupId, stationIds],
  );
}

/** Takes a station out of the group, and gives the group another revision. @returns whether it was in it */
export async function deleteMember(sql: Sql, groupId: string, stationId: string): Promise<boolean> {
  const changed = await sql.query(
    `WITH removed AS (DELETE FROM station_group_members WHERE group_id = $1 AND station_id = $2 RETURNING group_id)
     UPDATE station_groups g SET revision = gen_random_uuid() FROM removed r WHERE g.id = r.group_id RETURNING g.id`,
    [groupId, stationId],
  );
  return changed.length > 0;
}
