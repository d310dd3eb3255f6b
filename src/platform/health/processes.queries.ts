import type { Sql } from '../database/sql.js';

export type ProcessRole = 'all' | 'api' | 'worker';

/** A process of the service that has written a heartbeat of late. */
export interface LivingProcess {
  role: ProcessRole;
  machine: string;
  version: string;
  /** What modules say about it, e.g. the version of ffmpeg. */
  facts: Record<string, string>;
  startedAt: Date;
  seenAt: Date;
}

export type NewProcess = Omit<LivingProcess, 'seenAt'> & { id: string };

// By the clock of the database, which is the same for all machines.
const ALIVE = 'seen_at > clock_timestamp() - make_interval(secs => $1)';

/** Writes a heartbeat, the first of which adds the process. Removes processes that have been silent for a day. */
export async function writeHeartbeat(sql: Sql, process: NewProcess): Promise<void> {
  const { id, role, machine, version, facts, startedAt } = process;
  await sql.query(
    `WITH silent AS (DELETE FROM processes WHERE id <> $1 AND seen_at < clock_timestamp() - interval '1 day')
     INSERT INTO processes (id, role, machine, version, facts, started_at, seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp())
     ON CONFLICT (id) DO UPDATE SET seen_at = EXCLUDED.seen_at, facts = EXCLUDED.facts`,
    [id, role, machine, version, facts, startedAt],
  );
}

export async function removeProcess(sql: Sql, id: string): Promise<void> {
  await sql.query('DELETE FROM processes WHERE id = $1', [id]);
}

/** Processes that wrote a heartbeat within so many seconds, the one that runs longest first. */
export function livingProcesses(sql: Sql, withinSeconds: number): Promise<LivingProcess[]> {
  return sql.query(
    `SELECT role, machine, version, facts, started_at AS "startedAt", seen_at AS "seenAt"
     FROM processes WHERE ${ALIVE} ORDER BY started_at, id`,
    [withinSeconds],
  );
}

/** Whether some process that takes jobs wrote a heartbeat within so many seconds. */
export async function isWorkerAlive(sql: Sql, withinSeconds: number): Promise<boolean> {
  const rows = await sql.query(`SELECT FROM processes WHERE ${ALIVE} AND role <> 'api' LIMIT 1`, [withinSeconds]);
  return rows.length > 0;
}
