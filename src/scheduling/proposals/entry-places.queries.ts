import type { Sql } from '../../platform/database/sql.js';

const SERVED = (
  station: string,
) => `EXISTS (SELECT FROM centre_stations c WHERE c.centre_id = $1 AND c.station_id = ${station}
  AND daterange(c.served_from, c.served_until) @> $3::date)`;

/** Those of the stations that the centre does not serve on a local day; `name` is null for one that does not exist. */
export function stationsNotServed(
  sql: Sql,
  centreId: string,
  stationIds: readonly string[],
  day: string,
): Promise<{ id: string; name: string | null }[]> {
  return sql.query(
    `SELECT asked.id, s.name FROM unnest($2::uuid[]) WITH ORDINALITY AS asked (id, n) LEFT JOIN stations s ON s.id = asked.id
     WHERE s.id IS NULL OR NOT ${SERVED('s.id')} ORDER BY asked.n`,
    [centreId, stationIds, day],
  );
}

/** Those of the groups that have no station on a local day which the centre serves then. */
export async function groupsWithoutStations(
  sql: Sql,
  centreId: string,
  groupIds: readonly string[],
  day: string,
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT asked.id FROM unnest($2::uuid[]) WITH ORDINALITY AS asked (id, n)
     WHERE NOT EXISTS (SELECT FROM station_group_members m WHERE m.group_id = asked.id AND m.valid @> $3::date AND ${SERVED('m.station_id')})
     ORDER BY asked.n`,
    [centreId, groupIds, day],
  );
  return rows.map(({ id }) => id);
}

/** The stations with their names, by name. */
export const stationNames = (sql: Sql, ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
  sql.query('SELECT id, name FROM stations WHERE id = ANY ($1::uuid[]) ORDER BY name, id', [ids]);
