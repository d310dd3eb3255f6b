import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Definition } from '../terms/definition.js';
import { definitionsWhere } from '../terms/definitions.queries.js';
import type { GapReason } from './reasons.js';

/** Entries in force with airings ahead at the stations that were not planned for one of the reasons, oldest first. */
export const heldBack = (
  sql: Sql,
  stationIds: readonly string[],
  { reasons, now }: { reasons: readonly GapReason[]; now: Date },
): Promise<Definition[]> =>
  definitionsWhere(
    sql,
    `WHERE e.withdrawn_at IS NULL AND e.id IN (
       SELECT b.entry_id FROM broadcasts b
       WHERE b.station_id = ANY ($1::uuid[]) AND b.withdrawn_at IS NOT NULL AND b.may_return
         AND b.reason_code = ANY ($2) AND b.starts_at > $3 AND b.air_day >= ${earliestLocalDay('$3')}
       UNION ALL
       SELECT g.entry_id FROM planning_gaps g
       WHERE g.station_id = ANY ($1::uuid[]) AND g.reason_code = ANY ($2) AND g.starts_at > $3)
     ORDER BY e.id`,
    [stationIds, reasons, now],
  );

/** Entries in force with a gap ahead where this one was in the way, or that lack minutes at a station of this one. */
export const waitingFor = (sql: Sql, entryId: string, now: Date): Promise<Definition[]> =>
  definitionsWhere(
    sql,
    `WHERE e.withdrawn_at IS NULL AND e.id IN (
       WITH here AS (SELECT DISTINCT station_id FROM broadcasts WHERE entry_id = $1 AND air_day >= ${earliestLocalDay('$2')})
       SELECT entry_id FROM planning_gaps WHERE clash_entry_id = $1 AND starts_at > $2
       UNION ALL
       SELECT entry_id FROM planning_gaps JOIN here USING (station_id)
       WHERE reason_code = 'daypart-full' AND starts_at > $2
       UNION ALL
       SELECT entry_id FROM broadcasts JOIN here USING (station_id)
       WHERE reason_code = 'daypart-full' AND may_return AND withdrawn_at IS NOT NULL
         AND starts_at > $2 AND air_day >= ${earliestLocalDay('$2')})
     ORDER BY e.id`,
    [entryId, now],
  );
