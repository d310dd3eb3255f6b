import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { stoppedTimes } from '../broadcasts/stopped.js';
import type { PlayedProgram } from './class-airings.js';

/** What planning needs of programs, by id. */
export async function playedPrograms(
  sql: Sql,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, PlayedProgram>> {
  const rows = await sql.query<PlayedProgram & { id: string }>(
    `SELECT p.id, p.expires_on AS "expiresOn", p.withdrawn_at IS NOT NULL AS withdrawn, v.original_sha256 AS sha256,
            ceil(coalesce(v.seconds, p.seconds, 1))::int AS seconds,
            ${stoppedTimes('p.id', '$2')} AS stopped
     FROM programs p LEFT JOIN versions_in_force v ON v.program_id = p.id WHERE p.id = ANY ($1::uuid[])`,
    [ids, now],
  );
  return new Map(rows.map(({ id, ...program }) => [id, program]));
}

/** Keeps programs from being approved, changed or withdrawn until the transaction ends. Take it before any schedule. */
export async function keepPrograms(work: Work, ids: readonly string[]): Promise<void> {
  await work.query('SELECT FROM programs WHERE id = ANY ($1::uuid[]) ORDER BY id FOR SHARE', [ids]);
}
