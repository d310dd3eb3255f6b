import { clientOf } from '../../../api-client/client.js';
import { SessionsService } from '../../../src/identity/sessions/sessions.service.js';
import { ApiTokensService } from '../../../src/identity/tokens/api-tokens.service.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { personWith, type TestPerson, withPassword } from '../../factories/person.factory.js';
import type { TestService } from '../../support/service.js';
import { type Asked, EVERYBODY, type Place, type Row, ifMatch } from './row.js';

const station = (at: Place) => ({ kind: 'station', id: at.stationId }) as const;
const centre = (at: Place) => ({ kind: 'centre', id: at.centreId }) as const;
const somebodyAt = ({ service, at }: Asked) => personWith(service, 'operator', station(at));

async function sessionOf(service: TestService, { id, actor }: TestPerson) {
  const begin = service.get(SessionsService);
  return service
    .get(UnitOfWork)
    .run((work) => begin.begin(work, { id, name: actor.name }, { address: null, userAgent: null }));
}

async function withSecondFactor(service: TestService, { id }: TestPerson): Promise<string> {
  await service.sql(
    `INSERT INTO second_factors (person_id, sealed_secret, since, used_step, recovery_salt) VALUES ($1, '', now(), 0, '')`,
    [id],
  );
  return id;
}

async function tokenOf({ service, at }: Asked): Promise<string> {
  const { actor } = await personWith(service, 'operator', station(at));
  const wanted = { name: 'Bảng tin', permissions: ['schedule:read' as const], days: 30 };
  return (await service.get(ApiTokensService).make(wanted, { by: actor })).stored.id;
}

const newPerson = (scope: { kind: string; id: string }) => ({
  name: 'Người mới',
  login: `n-${uuidv7()}`,
  grants: [{ role: 'operator', scope }],
});

const SESSIONS: Row[] = [
  { route: 'POST /sessions', of: 'open', call: () => ({ path: '/sessions', body: {} }) },
  { route: 'POST /invitations/accept', of: 'open', call: () => ({ path: '/invitations/accept', body: {} }) },
  { route: 'GET /me', of: 'nobody', roles: EVERYBODY, call: () => ({ path: '/me' }) },
  {
    route: 'POST /sessions/current/reauthentication',
    of: 'nobody',
    roles: EVERYBODY,
    call: async ({ service, by }) => {
      const { password } = await withPassword(service, by);
      const { token } = await sessionOf(service, by);
      return {
        path: '/sessions/current/reauthentication',
        body: { password },
        as: clientOf(service.url, token),
      };
    },
  },
  {
    route: 'PUT /people/me/password',
    of: 'nobody',
    roles: EVERYBODY,
    call: async ({ service, role }) => {
      const other = await personWith(service, role);
      const { password } = await withPassword(service, other);
      const body = { currentPassword: password, newPassword: 'ba câu thơ trên vách đá' };
      return { path: '/people/me/password', body, as: other.client };
    },
  },
  {
    route: 'PUT /people/me/mail-address',
    of: 'nobody',
    roles: EVERYBODY,
    call: () => ({ path: '/people/me/mail-address', body: { address: 'ai.do@vang.example' } }),
  },
  { route: 'GET /people/me/notices', of: 'nobody', roles: EVERYBODY, call: () => ({ path: '/people/me/notices' }) },
  {
    route: 'POST /people/me/notices/read',
    of: 'nobody',
    roles: EVERYBODY,
    call: () => ({ path: '/people/me/notices/read', body: { upTo: uuidv7() } }),
  },
  { route: 'GET /sessions', of: 'nobody', roles: EVERYBODY, call: () => ({ path: '/sessions' }) },
  {
    route: 'GET /sessions',
    of: 'station',
    roles: ['administrator'],
    others: 'unseen',
    call: async (asked) => ({ path: `/sessions?personId=${(await somebodyAt(asked)).id}` }),
  },
  {
    route: 'DELETE /sessions/current',
    of: 'nobody',
    roles: EVERYBODY,
    call: async ({ service, by }) => {
      const { token } = await sessionOf(service, by);
      return { path: '/sessions/current', as: clientOf(service.url, token) };
    },
  },
  {
    route: 'DELETE /sessions/{id}',
    of: 'station',
    roles: ['administrator'],
    others: 'unseen',
    call: async (asked) => {
      const { session } = await sessionOf(asked.service, await somebodyAt(asked));
      return { path: `/sessions/${session.id}` };
    },
  },
];

const OTP = { otp: '123456' };

/** All answer 409 to somebody without a second factor, who was let through. */
const SECOND_FACTOR: Row[] = [
  { route: 'GET /people/me/second-factor', call: () => ({ path: '/people/me/second-factor' }) },
  { route: 'POST /people/me/second-factor', call: () => ({ path: '/people/me/second-factor', body: {} }) },
  ...['confirmation', 'recovery-codes', 'end'].map((what) => ({
    route: `POST /people/me/second-factor/${what}`,
    also: [409],
    call: async ({ service, by }: Asked) => {
      await service.sql('DELETE FROM second_factor_setups WHERE person_id = $1', [by.id]);
      return { path: `/people/me/second-factor/${what}`, body: OTP };
    },
  })),
].map((row) => ({ of: 'nobody', roles: EVERYBODY, ...row }));

const API_TOKENS: Row[] = [
  { route: 'GET /api-tokens', of: 'nobody', roles: EVERYBODY, call: () => ({ path: '/api-tokens' }) },
  {
    route: 'POST /api-tokens',
    of: 'nobody',
    roles: EVERYBODY,
    call: ({ role }) => {
      const permission = role === 'contributor' ? 'programs:contribute' : 'programs:read';
      return { path: '/api-tokens', body: { name: 'Bảng tin', permissions: [permission] } };
    },
  },
  {
    route: 'GET /api-tokens',
    of: 'station',
    roles: ['administrator'],
    others: 'unseen',
    call: async (asked) => ({ path: `/api-tokens?personId=${(await somebodyAt(asked)).id}` }),
  },
  {
    route: 'DELETE /api-tokens/{id}',
    of: 'station',
    roles: ['administrator'],
    others: 'unseen',
    call: async (asked) => ({ path: `/api-tokens/${await tokenOf(asked)}` }),
  },
];

const PEOPLE: Row[] = [
  {
    route: 'POST /people/{id}/second-factor/end',
    of: 'station',
    call: async (asked) => ({
      path: `/people/${await withSecondFactor(asked.service, await somebodyAt(asked))}/second-factor/end`,
      body: { because: 'mất điện thoại' },
    }),
  },
  { route: 'POST /people', of: 'station', call: ({ at }) => ({ path: '/people', body: newPerson(station(at)) }) },
  { route: 'POST /people', of: 'centre', call: ({ at }) => ({ path: '/people', body: newPerson(centre(at)) }) },
  {
    route: 'GET /people',
    of: 'station',
    // Ids grow with time, so the newest person is on the last page; the cursor is the id before theirs.
    call: async (asked) => {
      const { id: before } = await somebodyAt(asked);
      const { id: finds } = await somebodyAt(asked);
      return { path: `/people?cursor=${Buffer.from(before).toString('base64url')}`, finds };
    },
  },
  {
    route: 'GET /people/{id}',
    of: 'station',
    call: async (asked) => ({ path: `/people/${(await somebodyAt(asked)).id}` }),
  },
  {
    route: 'POST /people/{id}/grants',
    of: 'station',
    call: async (asked) => {
      const body = { role: 'leader', scope: station(asked.at) };
      return { path: `/people/${(await somebodyAt(asked)).id}/grants`, body };
    },
  },
  {
    route: 'DELETE /people/{id}/grants/{grantId}',
    of: 'station',
    call: async (asked) => {
      const { id } = await somebodyAt(asked);
      const [grant] = await asked.service.sql<{ id: string }>('SELECT id FROM grants WHERE person_id = $1', [id]);
      return { path: `/people/${id}/grants/${grant?.id}` };
    },
  },
  {
    route: 'POST /people/{id}/invitation',
    of: 'station',
    call: async (asked) => ({ path: `/people/${(await somebodyAt(asked)).id}/invitation` }),
  },
  {
    route: 'PATCH /people/{id}',
    of: 'station',
    call: async (asked) => {
      const { id } = await somebodyAt(asked);
      const headers = await ifMatch(asked.service, 'people', id);
      return { path: `/people/${id}`, body: { name: 'Tên khác' }, headers };
    },
  },
  {
    route: 'POST /people/{id}/end',
    of: 'station',
    call: async (asked) => ({
      path: `/people/${(await somebodyAt(asked)).id}/end`,
      body: { because: 'chuyển công tác' },
    }),
  },
  {
    route: 'GET /audit',
    of: 'station',
    call: async (asked) => {
      const { id } = await somebodyAt(asked);
      return { path: `/audit?actorId=${id}`, finds: id };
    },
  },
];

export const IDENTITY: Row[] = [
  ...SESSIONS,
  ...SECOND_FACTOR,
  ...API_TOKENS,
  ...PEOPLE.map((row) => ({ roles: ['administrator'] as const, ...row })),
];
