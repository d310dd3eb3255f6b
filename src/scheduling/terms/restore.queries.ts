import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { Definition, EntryTerms } from './definition.js';
import { insertTerms } from './definitions.queries.js';
import type { EntryWithdrawnReason } from './entry.entity.js';
import { restoredTerms, type Snapshot } from './snapshot.js';

/**
 * Puts an entry back to how it was, for what is ahead. The caller has locked it, and plans it afterwards.
 * @param from the first local day that is ahead, `YYYY-MM-DD`
 */
export async function restore(work: Work, { entry, terms }: Definition, before: Snapshot, from: string): Promise<void> {
  await replaceTerms(work, entry.id, restoredTerms(terms, before, from, uuidv7));
  await keepExceptions(work, entry.id, before.exceptionIds);
  if (entry.withdrawnAt !== null && !before.isWithdrawn) await putInForce(work, entry.id);
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
  // Planning makes them again, under the same ids.
  await work.query(
    `DELETE FROM broadcasts WHERE entry_id = $1 AND state = 'withdrawn' AND reason_code = 'entry-withdrawn' AND starts_at > $2`,
    [entryId, work.now],
  );
}

/** Withdraws an entry by rule. The caller withdraws its broadcasts. */
export async function withdrawByRule(work: Work, entryId: string, reason: EntryWithdrawnReason): Promise<void> {
  await work.query(
    'UPDATE entries SET withdrawn_at = $2, withdrawn_reason = $3, revision = gen_random_uuid() WHERE id = $1',
    [entryId, work.now, reason],
  );
  await work.query('DELETE FROM entry_airtime WHERE entry_id = $1', [entryId]);
}
