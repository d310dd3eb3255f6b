import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { AllowedHours } from './within-allowed-hours.js';

/** The windows of a centre, by start; none while it has not set any. */
export function hoursOfCentre(sql: Sql, centreId: string): Promise<AllowedHours[]> {
  // 24:00, the end of the day, is a time of PostgreSQL.
  return sql.query(
    `SELECT days, left(from_time::text, 5) AS "from", left(until_time::text, 5) AS "to"
     FROM allowed_hours WHERE centre_id = $1 ORDER BY from_time, id`,
    [centreId],
  );
}

export async function replaceHours(work: Work, centreId: string, hours: readonly AllowedHours[]): Promise<void> {
  await work.query('DELETE FROM allowed_hours WHERE centre_id = $1', [centreId]);
  await work.query(
    `INSERT INTO allowed_hours (id, centre_id, days, from_time, until_time)
     SELECT h.id, $1, ARRAY(SELECT jsonb_array_elements_text(h.days)::smallint), h."from", h."to"
     FROM jsonb_to_recordset($2) AS h (id uuid, days jsonb, "from" time, "to" time)`,
    [centreId, JSON.stringify(hours.map((window) => ({ id: uuidv7(), ...window })))],
  );
}
