import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

// A broadcast has the topic, origin and segment of its program, copied when it is planned and kept up to date until it
// begins. From then on they stay as they are, so that a report of the past never changes.

/** Broadcasts `b` that have not begun at `now` and differ from their program `p`; withdrawn ones too, as they may return. */
const outdated = (now: string) =>
  `b.starts_at > ${now} AND b.airs_on >= ${earliestLocalDay(now)}
   AND (b.topic, b.origin, b.segment_id) IS DISTINCT FROM (p.topic, p.origin, p.segment_id)`;

/** Updates the broadcasts of the program that have not begun. @returns their stations, each once */
export async function describeBroadcasts(work: Work, programId: string): Promise<string[]> {
  const rows = await work.query<{ stationId: string }>(
    `UPDATE broadcasts b SET topic = p.topic, origin = p.origin, segment_id = p.segment_id
     FROM programs p WHERE p.id = $1 AND b.program_id = p.id AND ${outdated('$2')}
     RETURNING b.station_id AS "stationId"`,
    [programId, work.now],
  );
  return [...new Set(rows.map(({ stationId }) => stationId))];
}

/** Programs with broadcasts ahead that are described differently: an event was lost. */
export async function programsToDescribe(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT p.id FROM broadcasts b JOIN programs p ON p.id = b.program_id WHERE ${outdated('$1')}`,
    [now],
  );
  return rows.map(({ id }) => id);
}
