import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('an invalid request', () => {
  let service: TestService;
  let administrator: TestPerson;
  beforeAll(async () => {
    service = await startService();
    administrator = await personWith(service, 'administrator');
  });
  afterAll(() => service.stop());

  const send = async (body: string, type = 'application/json', path = '/people') => {
    const headers = { authorization: `Bearer ${administrator.token}`, 'content-type': type };
    const response = await fetch(`${service.url}/api/v1${path}`, { method: 'POST', headers, body });
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('is refused when it is not JSON', async () => {
    for (const body of ['{"login":', '', 'null', '"text"', '[]', '{"__proto__":{"login":"x"}}']) {
      expect(await send(body)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    }
    expect(await send('login=x', 'application/xml')).toMatchObject({ status: 415 });
  });

  it('is refused when it is too large', async () => {
    const body = JSON.stringify({ login: 'x', name: 'x'.repeat(2_000_000) });
    expect(await send(body)).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  it('gets every fault with a pointer to it', async () => {
    const faulty = { login: 'Đài Xã', name: ' ', grants: [{ role: 'king', scope: { kind: 'centre', id: '1' } }] };
    const { status, body } = await send(JSON.stringify(faulty));
    expect(status).toBe(400);
    const pointers = (body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers).toEqual(['/name', '/login', '/grants/0/role', '/grants/0/scope/id']);
  });

  it('is refused when a text cannot be stored', async () => {
    const grants = [{ role: 'leader', scope: { kind: 'everywhere' } }];
    const { status, body } = await send(JSON.stringify({ login: 'nul', name: 'a\u0000b', grants }));
    expect({ status, code: body['code'] }).toEqual({ status: 400, code: 'invalid-request' });
    for (const path of ['/audit?thingKind=%00', '/programs?topic=%00', '/programs?genre=a%00b']) {
      expect(await administrator.client.get(path)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    }
  });

  it('is refused when a name holds half of a character', async () => {
    const { client } = administrator;
    expect((await client.post('/centres', { name: 'Bình Sơn \ud83d' })).status).toBe(400);
    expect((await client.post('/units', { name: '\udd0a', kind: 'xã' })).status).toBe(400);
  });

  it('is refused when a day is outside the calendar', async () => {
    for (const path of ['/entries?from=0000-01-01', '/entries?until=0000-02-29']) {
      expect(await administrator.client.get(path)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    }
  });

  it('is refused when its path has no id, a wrong method or malformed characters', async () => {
    expect((await administrator.client.get('/people/1')).status).toBe(400);
    expect((await administrator.client.put('/people', {})).status).toBe(405);
    expect((await administrator.client.get('/people/%E0%A4%A')).status).toBe(400);
    expect((await administrator.client.get('/people?limit=1000')).status).toBe(400);
  });

  it('gets a problem document also when its URL is malformed', async () => {
    for (const [path, status, code] of [
      ['/people/%E0%A4%A', 400, 'invalid-request'],
      [`/people/${'x'.repeat(500)}`, 414, 'address-too-long'],
    ] as const) {
      const answer = await administrator.client.get(path);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer).toMatchObject({ status, body: { status, code } });
    }
  });

  it.each([
    ['when it is not HTTP', 'five o’clock\r\n\r\n', 400],
    ['when its length is no number', post('content-length: x'), 400],
    ['when its length is negative', post('content-length: -1'), 400],
    ['when it has two lengths', post('content-length: 1\r\ncontent-length: 2'), 400],
    ['when it has a length and chunks', post('content-length: 1\r\ntransfer-encoding: chunked'), 400],
    ['when a chunk has no size', `${post('transfer-encoding: chunked')}zz\r\n`, 400],
    ['when its headers are huge', `GET / HTTP/1.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
  ])('gets a problem document also %s', async (_, bytes, status) => {
    const connection = connect(Number(new URL(service.url).port), '127.0.0.1', () => connection.write(bytes));
    const answer = await text(connection);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
  });

  it('is refused with half a token', async () => {
    for (const authorization of ['Bearer', `Bearer ${administrator.token.slice(1)}`, `Basic ${administrator.token}`]) {
      const answer = await fetch(`${service.url}/api/v1/me`, { headers: { authorization } });
      expect(answer.status).toBe(401);
      await answer.text();
    }
  });
});

describe('the page of the API', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('works under its own content security policy, also without TLS', async () => {
    const page = await fetch(`${service.url}/api/docs`);
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    const html = await page.text();
    const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes = '', inline = ''] of scripts) {
      expect(inline.trim()).toBe('');
      const source = /src="([^"]+)"/.exec(attributes)?.[1] ?? '';
      expect(source).not.toMatch(/^(https?:)?\/\//);
      const script = await fetch(new URL(source, `${service.url}/api/docs/`));
      expect(script.status).toBe(200);
      expect((await script.text()).length).toBeGreaterThan(100);
    }
  });

  it('says for every route who may use it', async () => {
    interface Described {
      paths: Record<string, Record<string, { security?: unknown; responses: Record<string, unknown> }>>;
    }
    const { paths } = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as Described;
    expect(paths['/api/v1/people']?.['post']).toMatchObject({ 'x-requires': 'people:manage' });
  });
});

function post(header: string): string {
  const head = ['POST /api/v1/sessions HTTP/1.1', 'host: a', 'content-type: application/json', header];
  return `${head.join('\r\n')}\r\n\r\n`;
}
