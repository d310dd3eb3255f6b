import type { EntityManager } from 'typeorm';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { Trim, type TrimFailure } from './trim.entity.js';

type NewRow = Pick<Trim, 'id' | 'programId' | 'originalSha256' | 'fromSeconds' | 'untilSeconds' | 'askedBy'>;

/** Inserts a trim that waits for its worker. */
export async function insertTrim(work: Work, trim: NewRow): Promise<void> {
  const { id, programId, originalSha256, fromSeconds, untilSeconds, askedBy } = trim;
  await work.query(
    `INSERT INTO trims (id, program_id, original_sha256, from_seconds, until_seconds, state, asked_by, asked_at)
     VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7)`,
    [id, programId, originalSha256, fromSeconds, untilSeconds, askedBy, work.now],
  );
}

/** The last trim of a program that has this audio as its source or its result. */
export function lastTrimOf(manager: EntityManager, programId: string, sha256: string): Promise<Trim | null> {
  return manager.findOne(Trim, {
    where: [
      { programId, originalSha256: sha256 },
      { programId, madeSha256: sha256 },
    ],
    order: { id: 'DESC' },
  });
}

/** A trim that waits; null when it is over. Two workers may do the same one at once: the result is the same. */
export const waitingTrim = (manager: EntityManager, id: string): Promise<Trim | null> =>
  manager.findOneBy(Trim, { id, state: 'waiting' });

/** The audio track of an original that was transcoded, from 0; null when it was not. */
export async function trackOf(sql: Sql, originalSha256: string): Promise<number | null> {
  const [row] = await sql.query<{ track: number | null }>(
    `SELECT (source ->> 'track')::integer AS track FROM transcodings WHERE original_sha256 = $1`,
    [originalSha256],
  );
  return row?.track ?? null;
}

/** Counts an attempt that failed. One that ended with its worker counts nothing. @returns how many have failed */
export async function countFailure(work: Work, id: string): Promise<number> {
  const [trim] = await work.query<{ attempts: number }>(
    'UPDATE trims SET attempts = attempts + 1 WHERE id = $1 RETURNING attempts',
    [id],
  );
  return trim?.attempts ?? 0;
}

/** Records the result, unless the trim is over. */
export async function finishTrim(work: Work, id: string, madeSha256: string): Promise<void> {
  await work.query(
    `UPDATE trims SET state = 'done', made_sha256 = $2, finished_at = $3 WHERE id = $1 AND state = 'waiting'`,
    [id, madeSha256, work.now],
  );
}

/** Records that it failed for good, unless the trim is over. */
export async function failTrim(work: Work, id: string, because: TrimFailure): Promise<void> {
  await work.query(
    `UPDATE trims SET state = 'failed', failed_because = $2, finished_at = $3 WHERE id = $1 AND state = 'waiting'`,
    [id, because, work.now],
  );
}

/** The ids of trims that wait, 1,000 at most. */
export async function waitingTrims(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>("SELECT id FROM trims WHERE state = 'waiting' LIMIT 1000");
  return rows.map(({ id }) => id);
}
