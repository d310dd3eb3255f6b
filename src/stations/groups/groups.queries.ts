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
    `SELECT g.id, g.centre_id AS "centreId", g.name,
       ARRAY(SELECT station_id FROM station_group_members WHERE group_id = g.id ORDER BY station_id) AS "stationIds"
     FROM station_groups g
     WHERE ($1::uuid IS NULL OR g.id = $1) AND ($2::uuid IS NULL OR g.centre_id = $2) AND ($3::uuid IS NULL OR g.id > $3)
     ORDER BY g.id LIMIT $4`,
    [id, centreId, after, limit],
  );
}
