import type { Work } from '../../platform/database/unit-of-work.js';
import { hashOfCode } from '../people/invitation-codes.js';

const FIRST_PERSON_LOCK = 7_264_104;

/** Whom a code was issued for and by; both are null for the first administrator. */
export interface IssuedCode {
  personId: string | null;
  createdBy: string | null;
}

/** The code if it still works; undefined when it was never issued, was used or replaced, or has expired. */
export async function findUsableCode(work: Work, code: string): Promise<IssuedCode | undefined> {
  const rows = await work.query<IssuedCode>(
    `SELECT person_id AS "personId", created_by AS "createdBy" FROM invitations
     WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2`,
    [hashOfCode(code), work.now],
  );
  return rows[0];
}

/** Uses the code up; false when it was used before or has expired. Of two at once, the second gets false. */
export async function redeemCode(work: Work, code: string): Promise<boolean> {
  const rows = await work.query(
    'UPDATE invitations SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id',
    [hashOfCode(code), work.now],
  );
  return rows.length === 1;
}

/** Whether there is nobody yet. Two who ask at once wait for each other, so that only one becomes the first. */
export async function hasNoPeople(work: Work): Promise<boolean> {
  await work.query('SELECT pg_advisory_xact_lock($1)', [FIRST_PERSON_LOCK]);
  return (await work.query('SELECT FROM people LIMIT 1')).length === 0;
}
