import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, clientOf } from '../../../api-client/client.js';
import { ThrottleService } from '../../../src/identity/sign-in/throttle.service.js';
import { personWith, withPassword } from '../../factories/person.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Sessions {
  items: { id: string; current: boolean; address: string | null }[];
  next: string | null;
}

describe('signing in', () => {
  let service: TestService;
  let anybody: Client;
  beforeAll(async () => {
    service = await startService({
      settings: { SIGN_IN_ADDRESS_FREE_FAILURES: '1000', PUBLIC_URL: 'https://vang.example' },
    });
    anybody = clientOf(service.url);
  });
  afterAll(() => service.stop());

  it('gives a token, and a cookie that scripts and other sites cannot use', async () => {
    const operator = await personWith(service, 'operator');
    const credentials = await withPassword(service, operator);
    const answer = await anybody.post<{ token: string; expiresAt: string }>('/sessions', {
      ...credentials,
      login: ` ${credentials.login.toUpperCase()} `,
    });
    expect(answer.body).toMatchObject({ person: { id: operator.id, login: credentials.login } });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^vang_session=[\w-]{43}; /);
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) expect(cookie).toContain(part);
    const byCookie = await anybody.get('/me', { cookie: cookie.split(';')[0] ?? '' });
    expect(byCookie.status).toBe(200);
    const stored = await service.sql<{ token_hash: Buffer }>('SELECT token_hash FROM sessions');
    expect(stored.some(({ token_hash }) => token_hash.toString() === answer.body.token)).toBe(false);
  });

  it('answers the same for an unknown login, a wrong password, an ended account and one without a password', async () => {
    const ended = await personWith(service, 'editor');
    const known = await withPassword(service, ended);
    const invited = await personWith(service, 'editor');
    const tries = [
      { login: 'nobody', password: 'something else' },
      { ...known, password: 'something else' },
      { login: `p-${invited.id}`, password: 'something else' },
    ];
    const answers = [];
    for (const attempt of tries) answers.push(await anybody.post('/sessions', attempt));
    await service.sql('UPDATE people SET ended_at = now() WHERE id = $1', [ended.id]);
    answers.push(await anybody.post('/sessions', known));
    const shown = answers.map(({ status, body }) => ({ status, code: body['code'], detail: body['detail'] }));
    expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(shown[0]).toMatchObject({ status: 401, code: 'wrong-credentials' });
  });

  it('takes the same letters however the keyboard composes them', async () => {
    const credentials = await withPassword(service, await personWith(service, 'leader'));
    const answer = await anybody.post('/sessions', { ...credentials, password: credentials.password.normalize('NFD') });
    expect(answer.status).toBe(201);
  });

  it('forgets the failures of a login once the right password was given', async () => {
    const credentials = await withPassword(service, await personWith(service, 'leader'));
    for (let round = 1; round <= 3; round += 1) {
      const wrong = { ...credentials, password: 'not this one' };
      for (let number = 1; number <= 4; number += 1) await anybody.post('/sessions', wrong);
      expect((await anybody.post('/sessions', credentials)).status).toBe(201);
    }
  });

  it('keeps no failure longer than it counts', async () => {
    await anybody.post('/sessions', { login: 'nobody', password: 'something else' });
    service.clock.moveBy({ seconds: 24 * 3_600 });
    await service.get(ThrottleService).forgetOld();
    expect(await service.sql('SELECT login FROM sign_in_failures')).toEqual([]);
  });
});

describe('a session', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  const statusOf = async (token: string) => (await clientOf(service.url, token).get('/me')).status;

  it('is listed for its person, and ends when they sign out', async () => {
    const { client, token } = await personWith(service, 'operator');
    const { body } = await client.get<Sessions>('/sessions');
    expect(body).toMatchObject({ items: [{ current: true }], next: null });
    const out = await client.delete('/sessions/current');
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^vang_session=;/);
    expect(await statusOf(token)).toBe(401);
  });

  it('ends after its hours', async () => {
    const { token } = await personWith(service, 'operator');
    service.clock.moveBy({ seconds: 12 * 3_600 - 60 });
    expect(await statusOf(token)).toBe(200);
    service.clock.moveBy({ seconds: 60 });
    expect(await statusOf(token)).toBe(401);
  });

  it('is ended by an administrator of its person, and not found by anybody else', async () => {
    const [ours, theirs] = [await centreWith(service, { stations: 1 }), await centreWith(service)];
    const stationId = ours.stations[0]?.id ?? '';
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationId });
    const colleague = await personWith(service, 'operator', { kind: 'station', id: stationId });
    const stranger = await personWith(service, 'administrator', { kind: 'centre', id: theirs.id });
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: ours.id });
    const { body } = await administrator.client.get<Sessions>(`/sessions?personId=${operator.id}`);
    const path = `/sessions/${body.items[0]?.id}`;
    expect((await stranger.client.get(`/sessions?personId=${operator.id}`)).status).toBe(404);
    for (const { client } of [stranger, colleague]) expect((await client.delete(path)).status).toBe(404);
    expect((await administrator.client.delete(path)).status).toBe(204);
    expect(await statusOf(operator.token)).toBe(401);
    expect((await administrator.client.delete(path)).status).toBe(404);
  });
});
