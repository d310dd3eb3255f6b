import type { Sql } from '../../platform/database/sql.js';
import type { DayRange } from '../recurrence/clock-times.js';

/** Occurrences of an entry: on days of its rule, at one time of them or all, at one station or all. */
export interface SomeOccurrences {
  days: DayRange;
  slot: number | null;
  stationId: string | null;
}

/** The last day of these occurrences of which one is planned to begin before an instant, or has begun; null: none does. */
export async function lastBegunDay(
  sql: Sql,
  entryId: string,
  { days, slot, stationId }: SomeOccurrences,
  before: Date,
): Promise<string | null> {
  const [row] = await sql.query<{ day: string | null }>(
    `SELECT max(on_day)::text AS day FROM broadcasts WHERE entry_id = $1 AND starts_at < $2 AND state = 'planned'
       AND on_day >= $3 AND ($4::date IS NULL OR on_day <= $4) AND ($5::int IS NULL OR slot = $5)
       AND ($6::uuid IS NULL OR station_id = $6)`,
    [entryId, before, days.from, days.until, slot, stationId],
  );
  return row?.day ?? null;
}
