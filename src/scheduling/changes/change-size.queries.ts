import type { Sql } from '../../platform/database/sql.js';

/** How many stations there are in groups, and at centres, by id. */
export type StationCounts = ReadonlyMap<string, number>;

export async function countStations(
  sql: Sql,
  { groupIds, centreIds }: { groupIds: readonly string[]; centreIds: readonly string[] },
): Promise<StationCounts> {
  if (groupIds.length + centreIds.length === 0) return new Map();
  const rows = await sql.query<{ id: string; count: number }>(
    `SELECT group_id AS id, count(*)::int AS count FROM station_group_members WHERE group_id = ANY ($1::uuid[]) GROUP BY 1
     UNION ALL SELECT centre_id, count(*)::int FROM centre_stations WHERE centre_id = ANY ($2::uuid[]) GROUP BY 1`,
    [groupIds, centreIds],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
