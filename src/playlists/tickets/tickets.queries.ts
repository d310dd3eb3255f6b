import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

// Tickets are not stored. Each names the generation that its station had when it was signed.

/** The station's generation: tickets of any other one have ended. */
export async function ticketGeneration(sql: Sql, stationId: string): Promise<number> {
  const rows = await sql.query<{ generation: number }>(
    'SELECT generation FROM feed_ticket_generations WHERE station_id = $1',
    [stationId],
  );
  return rows[0]?.generation ?? 0;
}

/** Ends all tickets of the station. */
export async function nextTicketGeneration(work: Work, stationId: string): Promise<void> {
  await work.query(
    `INSERT INTO feed_ticket_generations AS was (station_id, generation) VALUES ($1, 1)
     ON CONFLICT (station_id) DO UPDATE SET generation = was.generation + 1`,
    [stationId],
  );
}
