import { type Client, clientOf } from '../../api-client/client.js';
import type { Actor } from '../../src/identity/actor.js';
import type { Role } from '../../src/identity/permissions.js';
import { hashPassword } from '../../src/identity/passwords/passwords.js';
import { SessionsService } from '../../src/identity/sessions/sessions.service.js';
import type { Scope } from '../../src/identity/scope.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { uuidv7 } from '../../src/platform/uuid.js';
import type { TestService } from '../support/service.js';

/** A person with one role at one place, signed in. `actor` is what services are given; `client` speaks HTTP for them. */
export interface TestPerson {
  id: string;
  token: string;
  actor: Actor;
  client: Client;
}

const EVERYWHERE: Scope = { kind: 'everywhere', id: null };

export async function personWith(service: TestService, role: Role, scope: Scope = EVERYWHERE): Promise<TestPerson> {
  const id = uuidv7();
  const now = service.clock.now();
  const name = `${role} ${id.slice(-6)}`;
  await service.sql('INSERT INTO people (id, login, name, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    `p-${id}`,
    name,
    now,
  ]);
  await service.sql(
    'INSERT INTO grants (id, person_id, role, scope_kind, scope_id, granted_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [uuidv7(), id, role, scope.kind, scope.id, now],
  );
  const sessions = service.get(SessionsService);
  const { token } = await service
    .get(UnitOfWork)
    .run((work) => sessions.begin(work, { id, name }, { address: null, userAgent: null }));
  const session = await sessions.recognise(token);
  if (!session) throw new Error('the new session is not recognised');
  return { id, token, actor: session.actor, client: clientOf(service.url, token) };
}

/** Gives somebody a password, as if they had accepted an invitation; returns what they sign in with. */
export async function withPassword(service: TestService, { id }: { id: string }, password = 'đài xã nói lúc năm giờ') {
  const login = `p-${id}`;
  const hash = await hashPassword(password);
  await service.sql('UPDATE people SET password_hash = $2 WHERE id = $1', [id, hash]);
  return { login, password };
}
