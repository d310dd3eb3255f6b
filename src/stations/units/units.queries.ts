import { type Reach, stationsOf } from '../../identity/reach.js';
import { type List, sizeOf } from '../../platform/database/list-sql.js';
import { matches } from '../../platform/database/search-sql.js';
import { localDayOf, reachedOn, reachParameter } from '../reach.queries.js';
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
    AND ($4 OR EXISTS (SELECT FROM stations s WHERE s.unit_id = u.id AND s.id = ANY ($5::uuid[])
          AND ${reachedOn('s.id', localDayOf('s.id', '$8'), '$7')}))
    AND ${matches('u.name', '$6')}`;

/**
 * Units with all their codes, by id. A centre sees every unit, because it opens stations in them; people of a commune
 * see the units of their own stations.
 * @param at the instant whose local days decide what is within reach
 */
export const unitList = ({ id, code, on, search }: UnitFilter, reach: Reach, at: Date): List<UnitView> => {
  const seesAll = reach.everywhere || reach.centreIds.length > 0;
  const parameters = [id, code, on, seesAll, stationsOf(reach), search, reachParameter(reach), at];
  return {
    rows: (sql, { after, limit }) =>
      sql.query<UnitView>(
        `SELECT u.id, u.name, u.kind, coalesce((
    SELECT jsonb_agg(jsonb_build_object('code', c.code, 'from', c.valid_from, 'until', c.valid_until) ORDER BY c.valid_from)
    FROM unit_codes c WHERE c.unit_id = u.id), '[]') AS codes ${UNITS}
         AND ($9::uuid IS NULL OR u.id > $9) ORDER BY u.id ASC LIMIT $10`,
        [...parameters, after, limit],
      ),
    size: (sql) => sizeOf(sql, UNITS, parameters),
  };
};
