import { faultText } from '../../platform/words/faults.js';
import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { SearchQuery } from '../../platform/http/page.js';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { lineOfText, linesOfText } from '../../platform/http/text.js';
import { Because, QueryFlag } from '../../platform/http/wire.schemas.js';
import { Role } from '../permissions.js';
import type { Scope } from '../scope.js';

const Everywhere = codes('Everywhere', { everywhere: { vi: 'toàn hệ thống', en: 'everywhere' } });
const ScopeKind = codes('ScopeKind', {
  centre: { vi: 'trung tâm', en: 'centre' },
  unit: { vi: 'đơn vị hành chính', en: 'administrative unit' },
  station: { vi: 'đài', en: 'station' },
});

/** Where a grant holds; `everywhere` has no id. */
export const ScopeShape = z
  .discriminatedUnion('kind', [
    z.object({ kind: Everywhere, id: z.null().default(null) }),
    z.object({ kind: ScopeKind, id: z.uuid() }),
  ])
  .meta({ id: 'Scope' }) satisfies z.ZodType<Scope>;

/** A person as they are named to themselves. */
export const PersonName = z.object({ id: z.uuid(), login: z.string(), name: z.string() }).meta({ id: 'PersonName' });
export type PersonName = z.infer<typeof PersonName>;

export const NewGrant = z.object({ role: Role, scope: ScopeShape }).meta({ id: 'NewGrant' });
export type NewGrant = z.infer<typeof NewGrant>;

export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._@-]{1,63}$/,
    faultText({
      vi: 'gồm 2 đến 64 ký tự a–z, 0–9, . _ @ - và bắt đầu bằng chữ hoặc số',
      en: 'must be 2 to 64 of a–z, 0–9, . _ @ - and begin with a letter or digit',
    }),
  );
export const Name = lineOfText(200);

export const NewPerson = z
  .object({ name: Name, login: Login, grants: z.array(NewGrant).min(1).max(50) })
  .meta({ id: 'NewPerson' });
export type NewPerson = z.infer<typeof NewPerson>;

export const PersonChanges = z.object({ name: Name }).meta({ id: 'PersonChanges' });
export type PersonChanges = z.infer<typeof PersonChanges>;

export const EndOfPerson = z.object({ because: linesOfText(1_000) }).meta({ id: 'EndOfPerson' });
export type EndOfPerson = z.infer<typeof EndOfPerson>;

/** A query, because requests that delete have no body. */
export const EndOfGrant = z.object({ because: Because.optional() });
export type EndOfGrant = z.infer<typeof EndOfGrant>;

export const PeopleQuery = SearchQuery.extend({
  search: SearchQuery.shape.search.describe(
    'Words of the name or the login, in any order; case and diacritics do not matter',
  ),
  role: Role.optional().describe('Only people with this role within your reach'),
  ended: QueryFlag.optional().describe('Only accounts that have ended, or only the others'),
});
export type PeopleQuery = z.infer<typeof PeopleQuery>;

export const GrantView = NewGrant.extend({
  id: z.uuid(),
  scopeName: z.string().nullable().describe('Of the centre, unit or station; null for `everywhere`'),
  grantedAt: z.iso.datetime(),
}).meta({ id: 'Grant' });
export type GrantView = z.infer<typeof GrantView>;

export const PersonView = z
  .object({
    id: z.uuid(),
    login: z.string(),
    name: z.string(),
    createdAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    hasPassword: z.boolean().describe('False until the invitation was accepted'),
    hasSecondFactor: z.boolean(),
    grants: z.array(GrantView).describe('Only those within your reach; each is given and removed by itself'),
    revision: Revision,
  })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof PersonView>;

export const InvitationView = z
  .object({
    code: z.string().describe('For POST /invitations/accept; works once and is shown this once'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' });
export type InvitationView = z.infer<typeof InvitationView>;

export const AddedPerson = z.object({ person: PersonView, invitation: InvitationView }).meta({ id: 'AddedPerson' });
export type AddedPerson = z.infer<typeof AddedPerson>;
