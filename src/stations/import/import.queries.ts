import type { Sql } from '../../platform/database/sql.js';
import type { KnownCode } from './import-plan.js';

/** Those of `codes` that a unit has on the local day `codesFrom` or later, keyed by code; of several units, the first one. */
export async function knownCodes(
  sql: Sql,
  codes: readonly string[],
  { codesFrom, servedFrom }: { codesFrom: string; servedFrom: string },
): Promise<Map<string, KnownCode>> {
  const rows = await sql.query<KnownCode>(
    `SELECT DISTINCT ON (k.code) k.code, u.id AS "unitId", u.name AS "unitName", u.kind AS "unitKind",
       k.valid_from AS "from", k.valid_from <= $2::date AS "onTheDay",
       s.id AS "stationId", s.name AS "stationName", s.opened_on AS "stationOpenedOn", c.centre_id AS "centreId"
     FROM unit_codes k JOIN units u ON u.id = k.unit_id
     LEFT JOIN LATERAL (SELECT * FROM stations WHERE unit_id = u.id AND daterange(opened_on, closed_on) && daterange($3::date, NULL)
       ORDER BY opened_on LIMIT 1) s ON true
     LEFT JOIN LATERAL (SELECT * FROM centre_stations WHERE station_id = s.id
       AND daterange(served_from, served_until) && daterange($3::date, NULL) ORDER BY served_from LIMIT 1) c ON true
     WHERE k.code = ANY ($1::text[]) AND daterange(k.valid_from, k.valid_until) && daterange($2::date, NULL)
     ORDER BY k.code, k.valid_from`,
    [codes, codesFrom, servedFrom],
  );
  return new Map(rows.map((row) => [row.code, row]));
}
