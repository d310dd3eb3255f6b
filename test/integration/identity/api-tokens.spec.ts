import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, clientOf } from '../../../api-client/client.js';
import type { Role, TokenPermission } from '../../../src/identity/permissions.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Made {
  id: string;
  token: string;
  expiresAt: string;
}
interface Listed {
  items: { id: string; name: string; lastUsedAt: string | null }[];
}
interface Wish {
  name?: string;
  permissions: string[];
  scopes?: object[];
  days?: number;
}

describe('an API token', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({
      settings: { API_TOKEN_MAX_DAYS: '200', API_TOKENS_PER_PERSON: '3', FRESH_SIGN_IN_MINUTES: '10' },
    });
    service.clock.stop();
  });
  afterAll(() => service.stop());

  const ask = ({ client }: { client: Client }, wish: Wish) =>
    client.post<Made>('/api-tokens', { name: 'Bảng tin', ...wish });

  async function tokenOf(person: TestPerson, ...permissions: TokenPermission[]) {
    const { status, body } = await ask(person, { permissions });
    expect(status).toBe(201);
    return { ...body, client: clientOf(service.url, body.token) };
  }

  async function centre() {
    const { id, stations } = await centreWith(service, { stations: 2 });
    const personOf = (role: Role) => personWith(service, role, { kind: 'centre', id });
    return { id, stationIds: stations.map((station) => station.id), personOf };
  }

  it('is shown once, in a form that scanners for leaked secrets know, and stored as a hash', async () => {
    const leader = await personWith(service, 'leader');
    const { token, ...shown } = (await ask(leader, { permissions: ['reports:read'], days: 30 })).body;
    expect(token).toMatch(/^vang_api_[\w-]{43}$/);
    expect(shown).toMatchObject({ name: 'Bảng tin', ending: token.slice(-4), scopes: null, lastUsedAt: null });
    expect(new Date(shown.expiresAt).getTime() - service.clock.now().getTime()).toBe(30 * 86_400_000);
    const listed = await leader.client.get('/api-tokens');
    expect(JSON.stringify(listed.body)).not.toContain(token.slice(9));
    const stored = await service.sql<{ all: string }>(
      `SELECT concat((SELECT json_agg(t) FROM api_tokens t), (SELECT json_agg(a) FROM audit_entries a),
         (SELECT json_agg(n) FROM notices n)) AS all`,
    );
    expect(stored[0]?.all).toContain('Bảng tin');
    expect(stored[0]?.all).not.toContain(token.slice(9));
    expect((await leader.client.get('/people/me/notices')).body).toMatchObject({ items: [{ code: 'token-made' }] });
  });

  it('allows what it names and nothing else that its person may do', async () => {
    const { personOf, id } = await centre();
    const editor = await personOf('editor');
    const { client } = await tokenOf(editor, 'programs:read');
    const program = await aProgram(service, { centreId: id });
    expect((await client.get(`/programs/${program.id}`)).status).toBe(200);
    expect((await client.get('/topics')).status).toBe(200);
    expect((await client.get('/me')).body).toMatchObject({ permissions: ['programs:read'] });
    for (const path of ['/stations', '/entries', '/audit']) {
      expect(await client.get(path)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    }
    const body = { title: 'Bản tin', topic: 'procedures', genre: 'news', origin: 'centre', centreId: id };
    expect((await editor.client.post('/programs', body)).status).toBe(201);
    expect(await client.post('/programs', body)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect((await client.patch(`/programs/${program.id}`, { title: 'Tên khác' })).status).toBe(403);
  });

  it('works in its scopes and nowhere else that its person reaches', async () => {
    const { personOf, stationIds, id } = await centre();
    const [here = '', there = ''] = stationIds;
    const administrator = await personOf('administrator');
    const made = await ask(administrator, { permissions: ['stations:read'], scopes: [{ kind: 'station', id: here }] });
    const client = clientOf(service.url, made.body.token);
    expect((await client.get(`/stations/${here}`)).status).toBe(200);
    expect((await client.get(`/stations/${there}`)).status).toBe(404);
    expect((await client.get(`/centres/${id}/groups`)).status).toBe(404);
    const { body } = await client.get<{ items: { id: string }[] }>('/stations');
    expect(body.items.map((station) => station.id)).toEqual([here]);
  });

  it('of a contributor hands in where the contributor may, if it names that', async () => {
    const { personOf, id } = await centre();
    const contributor = await personOf('contributor');
    const { client } = await tokenOf(contributor, 'programs:contribute');
    const body = { title: 'Bản tin', topic: 'procedures', genre: 'news', origin: 'centre', centreId: id };
    const handedIn = await client.post<{ id: string }>('/programs', body);
    expect(handedIn.status).toBe(201);
    expect((await client.get(`/programs/${handedIn.body.id}`)).status).toBe(200);
  });

  it('is never wider than its person', async () => {
    const { personOf, id, stationIds } = await centre();
    const other = await centre();
    const leader = await personOf('leader');
    const wider = await ask(leader, { permissions: ['schedule:read', 'schedule:write'] });
    expect(wider).toMatchObject({ status: 403, body: { code: 'token-beyond-person', permission: 'schedule:write' } });
    for (const scope of [
      { kind: 'centre', id: other.id },
      { kind: 'station', id: other.stationIds[0] },
      { kind: 'unit', id },
    ]) {
      expect((await ask(leader, { permissions: ['reports:read'], scopes: [scope] })).status).toBe(404);
    }
    const everywhere = await ask(leader, { permissions: ['reports:read'], scopes: [{ kind: 'everywhere' }] });
    expect(everywhere).toMatchObject({ status: 403, body: { code: 'beyond-your-reach' } });
    const own = [
      { kind: 'centre', id },
      { kind: 'station', id: stationIds[0] },
    ];
    expect((await ask(leader, { permissions: ['reports:read'], scopes: own })).status).toBe(201);
  });

  it.each(['people:manage', 'programs:approve', 'playback:confirm', 'everything'])(
    'never has %s',
    async (permission) => {
      for (const role of ['administrator', 'approver', 'operator'] as const) {
        const person = await personWith(service, role);
        expect(await ask(person, { permissions: [permission] })).toMatchObject({ status: 400 });
      }
    },
  );

  it('loses at once what its person loses, and ends with the account', async () => {
    const { personOf } = await centre();
    const leader = await personOf('leader');
    const { client } = await tokenOf(leader, 'stations:read');
    expect((await client.get('/stations')).status).toBe(200);
    await service.sql('UPDATE grants SET ended_at = now() WHERE person_id = $1', [leader.id]);
    expect((await client.get('/stations')).status).toBe(403);
    await service.sql('UPDATE people SET ended_at = now() WHERE id = $1', [leader.id]);
    expect((await client.get('/me')).status).toBe(401);
  });

  it('ends at its time, which is limited', async () => {
    const leader = await personWith(service, 'leader');
    const longer = await ask(leader, { permissions: ['reports:read'], days: 201 });
    expect(longer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/days' }] } });
    const made = await ask(leader, { permissions: ['stations:read'], days: 1 });
    const client = clientOf(service.url, made.body.token);
    service.clock.moveBy({ seconds: 86_400 - 1 });
    expect((await client.get('/stations')).status).toBe(200);
    service.clock.moveBy({ seconds: 1 });
    expect(await client.get('/stations')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  });

  it('is revoked by its person, or by an administrator of the person, whom the person hears of', async () => {
    const { personOf } = await centre();
    const [leader, administrator, colleague] = [
      await personOf('leader'),
      await personOf('administrator'),
      await personOf('editor'),
    ];
    const first = await tokenOf(leader, 'stations:read');
    expect((await colleague.client.delete(`/api-tokens/${first.id}`)).status).toBe(404);
    expect((await leader.client.delete(`/api-tokens/${first.id}`)).status).toBe(204);
    expect((await first.client.get('/stations')).status).toBe(401);
    expect((await leader.client.delete(`/api-tokens/${first.id}`)).status).toBe(404);

    const second = await tokenOf(leader, 'stations:read');
    const { body } = await administrator.client.get<Listed>(`/api-tokens?personId=${leader.id}`);
    expect(body.items.map(({ id }) => id)).toEqual([second.id]);
    expect((await administrator.client.delete(`/api-tokens/${second.id}`)).status).toBe(204);
    expect((await second.client.get('/stations')).status).toBe(401);
    const notices = await leader.client.get('/people/me/notices');
    expect(notices.body).toMatchObject({ items: [{ code: 'token-revoked' }, {}, {}] });
  });

  it('ends when a new password is chosen with the code of an administrator', async () => {
    const leader = await personWith(service, 'leader');
    const { client } = await tokenOf(leader, 'stations:read');
    const administrator = await personWith(service, 'administrator');
    const { body } = await administrator.client.post<{ code: string }>(`/people/${leader.id}/invitation`);
    expect((await client.get('/stations')).status).toBe(200);
    const answer = { code: body.code, password: 'đài xã nói lúc năm giờ' };
    expect((await clientOf(service.url).post('/invitations/accept', answer)).status).toBe(200);
    expect((await client.get('/stations')).status).toBe(401);
  });

  it('is one of few', async () => {
    const leader = await personWith(service, 'leader');
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => ask(leader, { permissions: ['reports:read'] })));
    expect(made.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409]);
    const refused = await ask(leader, { permissions: ['reports:read'] });
    expect(refused).toMatchObject({ status: 409, body: { code: 'too-many-tokens', most: 3 } });
    const id = made.find(({ status }) => status === 201)?.body.id ?? '';
    await leader.client.delete(`/api-tokens/${id}`);
    expect((await ask(leader, { permissions: ['reports:read'] })).status).toBe(201);
  });

  it('shows when it was last used, to the minute', async () => {
    const leader = await personWith(service, 'leader');
    const { client } = await tokenOf(leader, 'stations:read');
    const lastUse = async () => (await leader.client.get<Listed>('/api-tokens')).body.items[0]?.lastUsedAt;
    expect(await lastUse()).toBeNull();
    await client.get('/stations');
    const first = service.clock.now().toISOString();
    service.clock.moveBy({ seconds: 59 });
    await client.get('/stations');
    expect(await lastUse()).toBe(first);
    service.clock.moveBy({ seconds: 2 });
    await client.get('/stations');
    expect(await lastUse()).toBe(service.clock.now().toISOString());
  });

  it('is named in the audit trail beside its person', async () => {
    const { personOf, id } = await centre();
    const editor = await personOf('editor');
    const { client, ...token } = await tokenOf(editor, 'programs:write');
    const body = { title: 'Bản tin', topic: 'procedures', genre: 'news', origin: 'centre', centreId: id };
    await client.post('/programs', body);
    const auditor = await personWith(service, 'administrator');
    const { body: trail } = await auditor.client.get<{ items: object[] }>(`/audit?actorId=${editor.id}`);
    const by = { kind: 'person', id: editor.id, name: editor.actor.name };
    expect(trail.items).toMatchObject([
      { did: 'program.add', by: { ...by, token: { id: token.id, name: 'Bảng tin' } } },
      { did: 'api-token.make', by: { ...by, token: null } },
      { did: 'session.begin', by: { ...by, token: null } },
    ]);
  });

  it('is made after a fresh sign-in, and not taken from a cookie', async () => {
    const leader = await personWith(service, 'leader');
    const { token } = await tokenOf(leader, 'stations:read');
    const byCookie = await clientOf(service.url).get('/stations', { cookie: `vang_session=${token}` });
    expect(byCookie.status).toBe(401);
    service.clock.moveBy({ seconds: 11 * 60 });
    const stale = await ask(leader, { permissions: ['stations:read'] });
    expect(stale).toMatchObject({ status: 403, body: { code: 'sign-in-again-needed' } });
  });
});
