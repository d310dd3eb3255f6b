import { type Reach, stationsOf } from '../../identity/reach.js';
import type { Sql } from '../../platform/database/sql.js';
import { localDayOf, reachedOn, reachParameter } from '../reach.queries.js';
import type { UnitView } from './units.schemas.js';

export interface UnitFilter {
  id?: string;
  /** A code that the unit had on the day `on`. */
  code?: string | undefined;
  /** `YYYY-MM-DD` */
  on: string;
  /** Id of the last unit of the page before. */
  after?: string | undefined;
  limit: number;
}

/**
 * Units with all their codes, by id. A centre sees every unit, because it opens stations in them; people of a commune
 * see the units of their own stations.
 * @param at the instant whose local days decide what is within reach
 */
export function listUnits(
  sql: Sql,
  { id, code, on, after, limit }: UnitFilter,
  reach: Reach,
  at: Date,
): Promise<UnitView[]> {
  const seesAll = reach.everywhere || reach.centreIds.length > 0;
  return sql.query<UnitView>(
    `SELECT u.id, u.name, u.kind, coalesce((
         SELECT jsonb_agg(jsonb_build_object('code', c.code, 'from', c.valid_from, 'until', c.valid_until) ORDER BY c.valid_from)
         FROM unit_codes c WHERE c.unit_id = u.id), '[]') AS codes
     FROM units u
     WHERE ($1::uuid IS NULL OR u.id = $1)
       AND ($2::text IS NULL OR EXISTS (SELECT FROM unit_codes c
             WHERE c.unit_id = u.id AND c.code = $2 AND daterange(c.valid_from, c.valid_until) @> $3::date))
       AND ($4::uuid IS NULL OR u.id > $4)
       AND ($5 OR EXISTS (SELECT FROM stations s WHERE s.unit_id = u.id AND s.id = ANY ($6::uuid[])
                   AND ${reachedOn('s.id', localDayOf('s.id', '$8'), '$7')}))

     ORDER BY u.id LIMIT $9`,
    [id, code, on, after, seesAll, stationsOf(reach), reachParameter(reach), at, limit],
  );
}
