import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { EntryException, EntryTerms } from './definition.js';
import { insertTerms } from './definitions.queries.js';

/** How an entry is put back. */
export interface Restored {
  terms: readonly EntryTerms[];
  /** Exceptions in force. */
  exceptionIds: readonly string[];
  /** It is withdrawn now, and was not before. */
  isRevived: boolean;
}

/** Puts an entry back to how it was, see `restoredTerms`. It is locked, and planned afterwards. */
export async function restore(
  work: Work,
  entryId: string,
  { terms, exceptionIds, isRevived }: Restored,
): Promise<void> {
  await replaceTerms(work, entryId, terms);
  await keepExceptions(work, entryId, exceptionIds);
  if (isRevived) await putInForce(work, entryId);
}

/** The terms are these and no others afterwards; those with known ids may have other days. */
async function replaceTerms(work: Work, entryId: string, terms: readonly EntryTerms[]): Promise<void> {
  const known = await work.query<{ id: string }>('SELECT id FROM entry_terms WHERE entry_id = $1', [entryId]);
  const [ids, stored] = [terms.map(({ id }) => id), new Set(known.map(({ id }) => id))];
  await work.query('DELETE FROM entry_terms WHERE entry_id = $1 AND id <> ALL ($2::uuid[])', [entryId, ids]);
  const kept = terms.filter(({ id }) => stored.has(id)).map(({ id, valid }) => ({ id, ...valid }));
  await work.query(
    `UPDATE entry_terms t SET valid = daterange(k."from", k.until, '[]')
     FROM jsonb_to_recordset($2) AS k (id uuid, "from" date, until date) WHERE t.entry_id = $1 AND t.id = k.id`,
    [entryId, JSON.stringify(kept)],
  );
  for (const one of terms) if (!stored.has(one.id)) await insertTerms(work, entryId, one);
}

/** These exceptions are in force afterwards, and no others. */
async function keepExceptions(work: Work, entryId: string, ids: readonly string[]): Promise<void> {
  await work.query(
    'UPDATE entry_exceptions SET undone_at = $3 WHERE entry_id = $1 AND undone_at IS NULL AND id <> ALL ($2::uuid[])',
    [entryId, ids, work.now],
  );
  await work.query(
    'UPDATE entry_exceptions SET undone_at = NULL WHERE entry_id = $1 AND undone_at IS NOT NULL AND id = ANY ($2::uuid[])',
    [entryId, ids],
  );
}

async function putInForce(work: Work, entryId: string): Promise<void> {
  await work.query(
    `UPDATE entries SET withdrawn_at = NULL, withdrawn_note = NULL, withdrawn_by = NULL, withdrawn_reason = NULL WHERE id = $1`,
    [entryId],
  );
}

/** Exceptions, whether they are in force or undone. */
export async function exceptionsByIds(sql: Sql, ids: readonly string[]): Promise<EntryException[]> {
  const rows = await sql.query<Omit<EntryException, 'days'> & { from: string; until: string | null }>(
    `SELECT x.id, x.station_id AS "stationId", lower(x.days)::text AS "from", (upper(x.days) - 1)::text AS until, x.slot, x.action,
            x.to_day::text AS "toDay", to_char(x.to_time, 'HH24:MI') AS "toTime", x.program_id AS "programId", x.note, x.by, x.at
     FROM entry_exceptions x WHERE x.id = ANY ($1::uuid[]) ORDER BY x.at, x.id`,
    [ids],
  );
  return rows.map(({ from, until, ...one }) => ({ ...one, days: { from, until } }));
}
