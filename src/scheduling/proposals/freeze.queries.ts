import type { Sql } from '../../platform/database/sql.js';
import type { DayRange } from '../recurrence/clock-times.js';

/** Occurrences of an entry: on days of its rule, at one time of them or all, at one station or all. */
export interface SomeOccurrences {
  days: DayRange;
  slot: number | null;
  stationId: string | null;
}

/** Whether one of these occurrences is planned to begin before an instant, or has begun. */
export async function beginBefore(
  sql: Sql,
  entryId: string,
  { days, slot, stationId }: SomeOccurrences,
  before: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM broadcasts WHERE entry_id = $1 AND starts_at < $2 AND state = 'planned'
       AND on_day >= $3 AND ($4::date IS NULL OR on_day <= $4) AND ($5::int IS NULL OR slot = $5)
       AND ($6::uuid IS NULL OR station_id = $6) LIMIT 1`,
    [entryId, before, days.from, days.until, slot, stationId],
  );
  return rows.length > 0;
}
