import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import type { Role } from '../../../src/identity/permissions.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { askForToken, tokenOf } from '../../factories/api-token.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Listed {
  items: { id: string; name: string; lastUsedAt: string | null }[];
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

  async function centre() {
    const { id, stations } = await centreWith(service, { stations: 2 });
    const personOf = (role: Role) => personWith(service, role, { kind: 'centre', id });
    return { id, stationIds: stations.map((station) => station.id), personOf };
  }

  it('is shown once, in a form that scanners for leaked secrets know, and stored as a hash', async () => {
    const leader = await personWith(service, 'leader');
    const { token, ...shown } = (await askForToken(leader, { permissions: ['reports:read'], days: 30 })).body;
    expect(token).toMatch(/^vang_api_[\w-]{43}$/);
    expect(shown).toMatchObject({ name: 'Bảng tin', ending: token.slice(-4), scopes: null, lastUsedAt: null });
    expect(new Date(shown.expiresAt).getTime() - service.clock.now().getTime()).toBe(30 * 86_400_000);
    const listed = await leader.client.get('/api-tokens');
    expect(listed.body).toMatchObject({ total: 1 });
    expect((await leader.client.get('/api-tokens?search=tin%20bang')).body).toMatchObject({ items: [{}], total: 1 });
    expect(JSON.stringify(listed.body)).not.toContain(token.slice(9));
    const stored = await service.sql<{ all: string }>(
      `SELECT concat((SELECT json_agg(t) FROM api_tokens t), (SELECT json_agg(a) FROM audit_entries a),
         (SELECT json_agg(n) FROM notices n)) AS all`,
    );
    expect(stored[0]?.all).toContain('Bảng tin');
    expect(stored[0]?.all).not.toContain(token.slice(9));
    expect((await leader.client.get('/people/me/notices')).body).toMatchObject({ items: [{ code: 'token-made' }] });
  });

  it.each(['people:manage', 'programs:approve', 'playback:confirm', 'everything'])(
    'never has %s',
    async (permission) => {
      for (const role of ['administrator', 'approver', 'operator'] as const) {
        const person = await personWith(service, role);
        expect(await askForToken(person, { permissions: [permission] })).toMatchObject({ status: 400 });
      }
    },
  );

  it('ends at its time, which is limited', async () => {
    const leader = await personWith(service, 'leader');
    const longer = await askForToken(leader, { permissions: ['reports:read'], days: 201 });
    expect(longer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/days' }] } });
    const made = await askForToken(leader, { permissions: ['stations:read'], days: 1 });
    const client = clientOf(service.url, made.body.token);
    service.clock.moveBy({ seconds: 86_400 - 1 });
    expect((await client.get('/stations')).status).toBe(200);
    service.clock.moveBy({ seconds: 1 });
    expect(await client.get('/stations')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  });

  it('tells its program whether a person could do more, or that it no longer works', async () => {
    const administrator = await personWith(service, 'administrator');
    const { id, token } = (await askForToken(administrator, { permissions: ['stations:read'] })).body;
    const program = clientOf(service.url, token);
    expect((await program.get('/people')).body).toMatchObject({ code: 'not-with-token' });
    expect((await program.post('/centres', { name: 'Trung tâm' })).body).toMatchObject({
      code: 'not-allowed',
      detail: expect.stringContaining('an API token has what it was made with'),
    });
    await administrator.client.delete(`/api-tokens/${id}`);
    expect((await program.get('/stations')).body).toMatchObject({
      code: 'not-signed-in',
      detail: expect.stringContaining('API token'),
    });
  });

  it('does not take an end that it would not keep', async () => {
    const leader = await personWith(service, 'leader');
    const answer = await askForToken(leader, { permissions: ['reports:read'], expiresAt: '2026-12-31T00:00:00Z' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it('gets personal answers that nobody stores, however the address is spelled', async () => {
    const { token } = await tokenOf(service, await personWith(service, 'leader'), 'reports:read');
    for (const path of ['/api/v1/me', '/%61pi/v1/me', '/api/%761/me']) {
      const answer = await fetch(service.url + path, { headers: { authorization: `Bearer ${token}` } });
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-store']);
    }
  });

  it('is ended by its person, or by an administrator of the person, whom the person hears of', async () => {
    const { personOf } = await centre();
    const [leader, administrator, colleague] = [
      await personOf('leader'),
      await personOf('administrator'),
      await personOf('editor'),
    ];
    const first = await tokenOf(service, leader, 'stations:read');
    expect((await colleague.client.delete(`/api-tokens/${first.id}`)).status).toBe(404);
    expect((await leader.client.delete(`/api-tokens/${first.id}`)).status).toBe(204);
    expect((await first.client.get('/stations')).status).toBe(401);
    expect((await leader.client.delete(`/api-tokens/${first.id}`)).status).toBe(404);

    const second = await tokenOf(service, leader, 'stations:read');
    const { body } = await administrator.client.get<Listed>(`/api-tokens?personId=${leader.id}`);
    expect(body.items.map(({ id }) => id)).toEqual([second.id]);
    expect((await administrator.client.delete(`/api-tokens/${second.id}`)).status).toBe(204);
    expect((await second.client.get('/stations')).status).toBe(401);
    const notices = await leader.client.get('/people/me/notices');
    expect(notices.body).toMatchObject({ items: [{ code: 'token-ended' }, {}, {}] });
  });

  it('ends when a new password is chosen with the code of an administrator', async () => {
    const leader = await personWith(service, 'leader');
    const { client } = await tokenOf(service, leader, 'stations:read');
    const administrator = await personWith(service, 'administrator');
    const { body } = await administrator.client.post<{ code: string }>(`/people/${leader.id}/invitation`);
    expect((await client.get('/stations')).status).toBe(200);
    const answer = { code: body.code, password: 'đài xã nói lúc năm giờ' };
    expect((await clientOf(service.url).post('/invitations/accept', answer)).status).toBe(200);
    expect((await client.get('/stations')).status).toBe(401);
  });

  it('shows only to administrators of the whole person where it works', async () => {
    const [here, there] = [await centre(), await centre()];
    const administrator = await here.personOf('administrator');
    const leader = await here.personOf('leader');
    await service.sql(
      `INSERT INTO grants (id, person_id, role, scope_kind, scope_id, granted_at) VALUES ($1, $2, 'leader', 'centre', $3, now())`,
      [uuidv7(), leader.id, there.id],
    );
    const refused = { status: 403, body: { code: 'works-elsewhere' } };
    const made = await tokenOf(service, leader, 'stations:read');
    expect(await administrator.client.get(`/api-tokens?personId=${leader.id}`)).toMatchObject(refused);
    expect(await administrator.client.delete(`/api-tokens/${made.id}`)).toMatchObject(refused);
  });

  it('is one of few', async () => {
    const leader = await personWith(service, 'leader');
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => askForToken(leader, { permissions: ['reports:read'] })));
    expect(made.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409]);
    const refused = await askForToken(leader, { permissions: ['reports:read'] });
    expect(refused).toMatchObject({ status: 409, body: { code: 'too-many-tokens', most: 3 } });
    const id = made.find(({ status }) => status === 201)?.body.id ?? '';
    await leader.client.delete(`/api-tokens/${id}`);
    expect((await askForToken(leader, { permissions: ['reports:read'] })).status).toBe(201);
  });

  it('shows when it was last used, to the minute', async () => {
    const leader = await personWith(service, 'leader');
    const { client } = await tokenOf(service, leader, 'stations:read');
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
    const { client, ...token } = await tokenOf(service, editor, 'programs:write');
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
    const { token } = await tokenOf(service, leader, 'stations:read');
    const byCookie = await clientOf(service.url).get('/stations', { cookie: `vang_session=${token}` });
    expect(byCookie.status).toBe(401);
    service.clock.moveBy({ seconds: 11 * 60 });
    const stale = await askForToken(leader, { permissions: ['stations:read'] });
    expect(stale).toMatchObject({ status: 403, body: { code: 'sign-in-again-needed' } });
  });
});
