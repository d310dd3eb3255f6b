import type { Owner } from '../../identity/owner.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Definition } from '../terms/definition.js';
import { definitionsWhere } from '../terms/definitions.queries.js';

interface Weeks {
  /** The Monday of the week that is copied. */
  from: string;
  /** The Monday of the week into which it is copied. */
  to: string;
  /** Undefined: all. */
  only: readonly string[] | undefined;
}

/**
 * The entries in force of an owner that may air in the week that is copied, oldest first. They have no exceptions of stations
 * at which they air nothing in the other week: these cannot be made anew there.
 */
export async function entriesOfWeek(sql: Sql, owner: Owner, { from, to, only }: Weeks): Promise<Definition[]> {
  const found = await definitionsWhere(
    sql,
    `WHERE e.withdrawn_at IS NULL AND e.${owner.kind}_id = $1 AND ($2::uuid[] IS NULL OR e.id = ANY ($2))
       AND (EXISTS (SELECT FROM entry_terms t WHERE t.entry_id = e.id AND t.valid && daterange($3::date, $3::date + 7))
            OR EXISTS (SELECT FROM entry_exceptions x WHERE x.entry_id = e.id AND x.undone_at IS NULL
                       AND x.to_day >= $3::date AND x.to_day < $3::date + 7))
     ORDER BY e.id`,
    [owner.id, only, from],
  );
  const there = await stationsWithExceptions(
    sql,
    found.map(({ entry }) => entry.id),
    to,
  );
  return found.map((one) => ({
    ...one,
    exceptions: one.exceptions.filter(
      ({ stationId }) => stationId === null || there.has(`${one.entry.id} ${stationId}`),
    ),
  }));
}

/** The stations with exceptions of their own that entries are for in the week from a Monday on: `entry station`. */
async function stationsWithExceptions(sql: Sql, entryIds: readonly string[], monday: string): Promise<Set<string>> {
  const rows = await sql.query<{ entryId: string; stationId: string }>(
    `SELECT DISTINCT x.entry_id AS "entryId", x.station_id AS "stationId"
     FROM entry_exceptions x JOIN entries e ON e.id = x.entry_id JOIN entry_terms t ON t.entry_id = e.id
     WHERE e.id = ANY ($1::uuid[]) AND x.undone_at IS NULL AND x.station_id IS NOT NULL
       AND (e.station_id = x.station_id OR EXISTS (
         SELECT FROM centre_stations c WHERE c.centre_id = e.centre_id AND c.station_id = x.station_id
           AND daterange(c.served_from, c.served_until) && daterange($2::date, $2::date + 7)))
       AND (t.everywhere OR EXISTS (
         SELECT FROM entry_places p LEFT JOIN station_group_members m
           ON m.group_id = p.group_id AND m.valid && daterange($2::date, $2::date + 7)
         WHERE p.terms_id = t.id AND NOT p.left_out AND x.station_id IN (p.station_id, m.station_id)))`,
    [entryIds, monday],
  );
  return new Set(rows.map(({ entryId, stationId }) => `${entryId} ${stationId}`));
}
