import type { Reach } from '../../identity/actor.js';
import { type List, sizeOf } from '../../platform/database/list-sql.js';
import { matches } from '../../platform/database/search-sql.js';
import type { UnitView } from './units.schemas.js';

export interface UnitFilter {
  id?: string;
  search?: string | undefined;
  /** A code that the unit had on the day `on`. */
  code?: string | undefined;
  /** `YYYY-MM-DD` */
  on: string;
}

const UNITS = `FROM units u
  WHERE ($1::uuid IS NULL OR u.id = $1)
    AND ($2::text IS NULL OR EXISTS (SELECT FROM unit_codes c
          WHERE c.unit_id = u.id AND c.code = $2 AND daterange(c.valid_from, c.valid_until) @> $3::date))
    AND ($4 OR EXISTS (SELECT FROM stations s WHERE s.unit_id = u.id AND s.id = ANY ($5::uuid[])))
    AND ${matches('u.name', '$6')}`;

/**
 * Units with all their codes, by id. A centre sees every unit, because it opens stations in them; people of a commune
 * see the units of their own stations.
 */
export const unitList = ({ id, code, on, search }: UnitFilter, reach: Reach): List<UnitView> => {
  const parameters = [id, code, on, reach.everywhere || reach.centreIds.length > 0, reach.stationIds, search];
  return {
    rows: (sql, { after, limit }) =>
      sql.query<UnitView>(
        `SELECT u.id, u.name, u.kind, coalesce((
    SELECT jsonb_agg(jsonb_build_object('code', c.code, 'from', c.valid_from, 'until', c.valid_until) ORDER BY c.valid_from)
    FROM unit_codes c WHERE c.unit_id = u.id), '[]') AS codes ${UNITS}
         AND ($7::uuid IS NULL OR u.id > $7) ORDER BY u.id ASC LIMIT $8`,
        [...parameters, after, limit],
      ),
    size: (sql) => sizeOf(sql, UNITS, parameters),
  };
};
