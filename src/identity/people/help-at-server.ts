import { THE_SERVICE } from '../../platform/audit/audit-record.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { tell } from '../notices/tell.js';
import { type Invitation, issueInvitation } from './invitation-codes.js';
import { NoSuchLogin, PersonEnded } from './people.problems.js';
import { findPersonByLogin, lockPersonRow, type PersonRow } from './people.queries.js';

/**
 * Somebody to be helped at the server's command line, whom no administrator can help.
 * @throws NoSuchLogin, PersonEnded
 */
export async function personAtServer(work: Work, login: string): Promise<PersonRow> {
  const person = await findPersonByLogin(work, login);
  if (!person) throw new NoSuchLogin(login);
  await lockPersonRow(work, person.id);
  if (person.endedAt) throw new PersonEnded();
  return person;
}

/**
 * A code for a new password, issued by nobody but the service. The old password works until the code is used.
 * @param hours for which the code works
 * @throws NoSuchLogin, PersonEnded
 */
export async function inviteAtServer(
  work: Work,
  login: string,
  { because, hours }: { because: string; hours: number },
): Promise<Invitation> {
  const { id, hasPassword } = await personAtServer(work, login);
  if (hasPassword) await tell(work, id, 'reset-code-issued', { by: null });
  work.record({ by: THE_SERVICE, did: 'invitation.issue', to: { kind: 'person', id }, because });
  return issueInvitation(work, id, { hours });
}
