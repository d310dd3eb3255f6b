import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { Actor } from '../actor.js';
import { asIssued, inGroups, newReadableCode } from '../readable-code.js';
import { hashSecret } from '../secret.js';

/** About 93 bits: it can be read out on the phone, and nobody can try out so many. */
const CODE_LENGTH = 20;

/** A one-time code; only its hash is stored. */
export interface Invitation {
  /** In groups, e.g. `K3M7-9ACD-EFGH-JKMN-PQRT`. */
  code: string;
  expiresAt: Date;
}

/** Issues a code that works for `hours` and replaces any earlier one; `personId` null is for the first administrator. */
export async function issueInvitation(
  work: Work,
  personId: string | null,
  { hours, by }: { hours: number; by?: Actor },
): Promise<Invitation> {
  await cancelInvitation(work, personId);
  const code = newReadableCode(CODE_LENGTH);
  const expiresAt = new Date(work.now.getTime() + hours * 3_600_000);
  await work.query(
    `INSERT INTO invitations (id, person_id, code_hash, created_at, expires_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [uuidv7(), personId, hashOfCode(code), work.now, expiresAt, by?.id ?? null],
  );
  if (personId && by) work.record({ by, did: 'invitation.issue', to: { kind: 'person', id: personId } });
  return { code: inGroups(code), expiresAt };
}

/** What is stored of a code. @param typed in capitals or not, with or without spaces and hyphens */
export const hashOfCode = (typed: string): Buffer => hashSecret(asIssued(typed));

export async function cancelInvitation(work: Work, personId: string | null): Promise<void> {
  await work.query('DELETE FROM invitations WHERE person_id IS NOT DISTINCT FROM $1 AND used_at IS NULL', [personId]);
}
