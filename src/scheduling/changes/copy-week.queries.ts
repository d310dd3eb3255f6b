import type { Owner } from '../../identity/owner.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Definition } from '../terms/definition.js';
import { definitionsWhere } from '../terms/definitions.queries.js';

/** The entries in force of an owner that may air in the week from a Monday on, oldest first. @param only undefined: all */
export function entriesOfWeek(
  sql: Sql,
  owner: Owner,
  { from, only }: { from: string; only: readonly string[] | undefined },
): Promise<Definition[]> {
  return definitionsWhere(
    sql,
    `WHERE e.withdrawn_at IS NULL AND e.${owner.kind}_id = $1 AND ($2::uuid[] IS NULL OR e.id = ANY ($2))
       AND (EXISTS (SELECT FROM entry_terms t WHERE t.entry_id = e.id AND t.valid && daterange($3::date, $3::date + 7))
            OR EXISTS (SELECT FROM entry_exceptions x WHERE x.entry_id = e.id AND x.undone_at IS NULL
                       AND x.to_day >= $3::date AND x.to_day < $3::date + 7))
     ORDER BY e.id`,
    [owner.id, only, from],
  );
}
