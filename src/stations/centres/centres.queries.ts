import type { Reach } from '../../identity/reach.js';
import { type List, sizeOf } from '../../platform/database/list-sql.js';
import { matches } from '../../platform/database/search-sql.js';

/** A centre as its page shows it. */
export interface CentreRow {
  id: string;
  name: string;
  timeZone: string;
  createdAt: Date;
  revision: string;
}

const CENTRES = `FROM centres c
  WHERE ($1 OR c.id = ANY ($2::uuid[])) AND ${matches('c.name', '$3')}`;

/** Centres within `reach`, by id. */
export const centreList = (search: string | undefined, reach: Reach): List<CentreRow> => {
  const parameters = [reach.everywhere, reach.centreIds, search];
  return {
    rows: (sql, { after, limit }) =>
      sql.query<CentreRow>(
        `SELECT c.id, c.name, c.time_zone AS "timeZone", c.created_at AS "createdAt", c.revision ${CENTRES}
         AND ($4::uuid IS NULL OR c.id > $4) ORDER BY c.id ASC LIMIT $5`,
        [...parameters, after, limit],
      ),
    size: (sql) => sizeOf(sql, CENTRES, parameters),
  };
};
