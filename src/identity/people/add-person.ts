import type { AuditActor } from '../../platform/audit/audit-record.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Actor } from '../actor.js';
import type { Grant } from '../reach.js';
import { tell } from '../notices/tell.js';
import { insertGrant, type StoredGrant } from './grants.queries.js';
import { insertPerson } from './people.queries.js';
import type { VisiblePerson } from './visible-people.js';

/**
 * Adds a person with grants that were checked before. Without `by` it is the first person, who adds themselves.
 * @throws LoginTaken, GrantedAlready
 */
export async function addPerson(
  work: Work,
  { login, name, grants }: { login: string; name: string; grants: readonly Grant[] },
  by?: Actor,
): Promise<VisiblePerson> {
  const person = await insertPerson(work, { login, name });
  const to = { kind: 'person', id: person.id };
  work.record({ by: by ?? person, did: 'person.add', to, details: { login, name } });
  const given = [];
  for (const grant of grants) given.push(await recordedGrant(work, person.id, grant, by ?? person));
  return { person, grants: given };
}

/**
 * Gives a grant that was checked before, and tells the person.
 * @throws GrantedAlready
 */
export async function giveGrant(work: Work, personId: string, grant: Grant, by: AuditActor): Promise<StoredGrant> {
  const given = await recordedGrant(work, personId, grant, by);
  await tellOfGrant(work, 'role-given', given, by);
  return given;
}

async function recordedGrant(work: Work, personId: string, grant: Grant, by: AuditActor): Promise<StoredGrant> {
  const given = await insertGrant(work, personId, grant, by);
  recordGrant(work, 'grant.give', given, by);
  return given;
}

/** Tells the person, unless it is their own doing. */
export async function tellOfGrant(
  work: Work,
  code: 'role-given' | 'role-taken',
  { personId, role, scope }: StoredGrant,
  by: AuditActor,
): Promise<void> {
  if (by.id !== personId) await tell(work, personId, code, { role, scopeKind: scope.kind, by: by.name });
}

export function recordGrant(
  work: Work,
  did: 'grant.give' | 'grant.end',
  { id: grantId, personId, role, scope }: StoredGrant,
  by: AuditActor,
  because?: string,
): void {
  work.record({ by, did, to: { kind: 'person', id: personId }, because, details: { grantId, role, scope } });
}
