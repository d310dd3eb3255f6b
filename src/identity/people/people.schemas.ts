import { z } from 'zod';
import { PageQuery } from '../../platform/http/page.js';
import { lineOfText, linesOfText } from '../../platform/http/text.js';
import type { Scope } from '../actor.js';
import { ROLES } from '../permissions.js';
import type { PersonOnRoll } from './roll.js';
import type { StoredGrant } from './people.queries.js';

const nowhereElse = { kind: z.literal('everywhere'), id: z.null().default(null) };

/** Where a grant holds; `everywhere` has no id. */
export const ScopeShape = z.discriminatedUnion('kind', [
  z.object(nowhereElse),
  z.object({ kind: z.enum(['centre', 'unit', 'station']), id: z.uuid() }),
]) satisfies z.ZodType<Scope>;

export const NewGrant = z.object({ role: z.enum(ROLES), scope: ScopeShape });
export type NewGrant = z.infer<typeof NewGrant>;

export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,63}$/, 'must be 2 to 64 of a–z, 0–9, . _ @ - and begin with a letter or digit');
export const Name = lineOfText(200);

export const NewPerson = z.object({ name: Name, login: Login, grants: z.array(NewGrant).min(1).max(50) });
export type NewPerson = z.infer<typeof NewPerson>;

export const EndOfPerson = z.object({ because: linesOfText(1_000) });
export type EndOfPerson = z.infer<typeof EndOfPerson>;

export const PeopleQuery = PageQuery;
export type PeopleQuery = z.infer<typeof PeopleQuery>;

export const GrantView = NewGrant.extend({ id: z.uuid(), grantedAt: z.iso.datetime() });
export type GrantView = z.infer<typeof GrantView>;

export const PersonView = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  hasPassword: z.boolean().describe('False until the invitation was accepted'),
  grants: z.array(GrantView).describe('Only those within the reach of the one who asks'),
});
export type PersonView = z.infer<typeof PersonView>;

export const InvitationView = z.object({
  code: z.string().describe('For POST /invitations/accept; works once and is shown this once'),
  expiresAt: z.iso.datetime(),
});
export type InvitationView = z.infer<typeof InvitationView>;

export const AddedPerson = z.object({ person: PersonView, invitation: InvitationView });
export type AddedPerson = z.infer<typeof AddedPerson>;

export const presentGrant = ({ id, role, scope, grantedAt }: StoredGrant): GrantView => ({
  id,
  role,
  scope,
  grantedAt: grantedAt.toISOString(),
});

export const presentPerson = ({ person, grants }: PersonOnRoll): PersonView => ({
  id: person.id,
  login: person.login,
  name: person.name,
  createdAt: person.createdAt.toISOString(),
  endedAt: person.endedAt?.toISOString() ?? null,
  hasPassword: person.hasPassword,
  grants: grants.map(presentGrant),
});

export const presentInvitation = ({ code, expiresAt }: { code: string; expiresAt: Date }): InvitationView => ({
  code,
  expiresAt: expiresAt.toISOString(),
});
