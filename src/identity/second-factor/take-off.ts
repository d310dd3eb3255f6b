import { type AuditActor, THE_SERVICE } from '../../platform/audit/audit-record.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { tell } from '../notices/tell.js';
import { personAtServer } from '../people/help-at-server.js';
import { endSessionsOf } from '../people/people.queries.js';
import { NoSecondFactor } from './second-factor.problems.js';
import { deleteSecondFactor } from './second-factor.queries.js';

/**
 * Takes the second factor of somebody else off: their sessions end, and they are told. Where their role requires one,
 * they set up a new one at the next sign-in.
 * @throws NoSecondFactor
 */
export async function takeOffSecondFactor(
  work: Work,
  personId: string,
  { because, by }: { because: string; by: AuditActor },
): Promise<void> {
  if (!(await deleteSecondFactor(work, personId))) throw new NoSecondFactor();
  await endSessionsOf(work, personId);
  await tell(work, personId, 'second-factor-off', { by: by.name, atServer: by.kind === 'service' });
  work.record({ by, did: 'second-factor.end', to: { kind: 'person', id: personId }, because });
}

/**
 * As `takeOffSecondFactor`, by somebody at the server's command line, for whom no administrator can do it.
 * @throws NoSuchLogin, PersonEnded, NoSecondFactor
 */
export async function takeOffAtServer(work: Work, login: string, because: string): Promise<void> {
  const person = await personAtServer(work, login);
  await takeOffSecondFactor(work, person.id, { because, by: THE_SERVICE });
}
