import type { Work } from '../../platform/database/unit-of-work.js';
import type { EntryWithdrawnReason } from '../terms/entry.entity.js';

/** Who withdraws an entry: a person with words, or the service with a reason. */
interface Withdrawal {
  note?: string;
  by?: string;
  reason?: EntryWithdrawnReason;
}

/** Takes an entry out of force. Its broadcasts are withdrawn once the schedules are locked. */
export async function withdrawEntry(work: Work, entryId: string, { note, by, reason }: Withdrawal): Promise<void> {
  await work.query(
    'UPDATE entries SET withdrawn_at = $2, withdrawn_note = $3, withdrawn_by = $4, withdrawn_reason = $5 WHERE id = $1',
    [entryId, work.now, note ?? null, by ?? null, reason ?? null],
  );
  await work.query('DELETE FROM entry_airtime WHERE entry_id = $1', [entryId]);
}

/**
 * Locks entries until the transaction ends, always in one order, and gives them other revisions.
 * @returns whether they still had these revisions
 */
export async function renewRevisions(work: Work, revisions: ReadonlyMap<string, string>): Promise<boolean> {
  const rows = await work.query<{ id: string; revision: string }>(
    'SELECT id, revision FROM entries WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE',
    [[...revisions.keys()]],
  );
  if (rows.some(({ id, revision }) => revisions.get(id) !== revision)) return false;
  await work.query('UPDATE entries SET revision = gen_random_uuid() WHERE id = ANY ($1::uuid[])', [
    [...revisions.keys()],
  ]);
  return true;
}
