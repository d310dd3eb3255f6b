import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

/** How many broadcasts of the program are ahead. */
export async function countAhead(work: Work, programId: string): Promise<number> {
  const [row] = await work.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM broadcasts b WHERE b.program_id = $1 AND b.state = 'planned' AND b.starts_at >= $2
       AND b.air_day >= ${earliestLocalDay('$2')}`,
    [programId, work.now],
  );
  return row?.count ?? 0;
}

/** Stations at which the program has broadcasts that are not over. */
export async function stationsOfProgram(work: Work, programId: string): Promise<string[]> {
  const rows = await work.query<{ id: string }>(
    `SELECT DISTINCT b.station_id AS id FROM broadcasts b WHERE b.program_id = $1 AND b.ends_at > $2
       AND b.air_day >= ${earliestLocalDay('$2')} AND b.planned_at IS NOT NULL AND (b.state = 'planned' OR b.state_at = $2)`,
    [programId, work.now],
  );
  return rows.map(({ id }) => id);
}

/** At how many stations the program is to air. */
export async function countStationsAhead(work: Work, programId: string): Promise<number> {
  const [row] = await work.query<{ count: number }>(
    `SELECT count(DISTINCT b.station_id)::int AS count FROM broadcasts b
     WHERE b.program_id = $1 AND b.ends_at > $2 AND b.air_day >= ${earliestLocalDay('$2')}`,
    [programId, work.now],
  );
  return row?.count ?? 0;
}
