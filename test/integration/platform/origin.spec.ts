import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('a page of another site', () => {
  let service: TestService;
  let editor: TestPerson;
  let cookie: string;
  beforeAll(async () => {
    service = await startService();
    editor = await personWith(service, 'editor');
    cookie = `vang_session=${editor.token}`;
  });
  afterAll(() => service.stop());

  const write = (headers: Record<string, string>) => clientOf(service.url).post('/programs', { title: 'x' }, headers);

  it('cannot write with the cookie of somebody who has both open', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' },
      { origin: 'http://evil.test' },
      { origin: 'null' },
      { origin: service.url.replace('http:', 'https:') },
      { authorization: 'Basic dmFuZzp2YW5n' },
      {},
    ]) {
      expect(await write({ cookie, ...headers })).toMatchObject({ status: 403, body: { code: 'other-origin' } });
    }
  });

  it('is told from the service’s own, and from programs with a token', async () => {
    for (const headers of [
      { cookie, 'sec-fetch-site': 'same-origin' },
      { cookie, origin: service.url },
      { authorization: `Bearer ${editor.token}` },
      { cookie, authorization: `Bearer ${editor.token}`, origin: 'http://evil.test' },
    ]) {
      // Let through, and refused for what it says.
      expect(await write(headers)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    }
  });

  it('may not sign anybody in', async () => {
    const signIn = (headers: Record<string, string>) =>
      clientOf(service.url).post('/sessions', { login: 'nobody', password: 'whatever' }, headers);
    expect(await signIn({ origin: 'http://evil.test' })).toMatchObject({ status: 403, body: { code: 'other-origin' } });
    expect(await signIn({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    expect(await signIn({ origin: service.url })).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(await signIn({})).toMatchObject({ status: 401 });
  });

  it('can be refused for its upload, too, before a byte of it is read', async () => {
    const form = new FormData();
    form.set('file', new Blob(['x']), 'x.mp3');
    const headers = { cookie, origin: 'http://evil.test' };
    const path = '/programs/0190a0a0-0000-7000-8000-000000000000/audio';
    expect(await clientOf(service.url).post(path, form, headers)).toMatchObject({ status: 403 });
    const piece = { 'content-type': 'application/offset+octet-stream', 'tus-resumable': '1.0.0', ...headers };
    expect(await clientOf(service.url).patch('/uploads/0190a0a0-0000-7000-8000-000000000000', {}, piece)).toMatchObject(
      {
        status: 403,
      },
    );
  });

  it('can read nothing: no answer allows other origins', async () => {
    const answer = await clientOf(service.url).get('/me', { cookie, origin: 'http://evil.test' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

describe('a service behind a proxy', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ settings: { PUBLIC_URL: 'https://vang.example.vn/', TRUST_PROXY: '1' } });
  });
  afterAll(() => service.stop());

  it('has the origin of PUBLIC_URL, whatever host a request names', async () => {
    const { token } = await personWith(service, 'editor');
    const write = (headers: Record<string, string>) =>
      clientOf(service.url).post('/programs', {}, { cookie: `vang_session=${token}`, ...headers });
    expect((await write({ origin: 'https://vang.example.vn' })).status).toBe(400);
    const claimed = { origin: 'https://evil.test', 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' };
    expect((await write(claimed)).status).toBe(403);
    expect((await write({ origin: service.url })).status).toBe(403);
  });
});
