import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import { personWith } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { type Operation, textMembers } from '../../support/text-members.js';

describe('a running service', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('says that it is alive and ready', async () => {
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
  });

  it('answers an unknown path with a problem document', async () => {
    const answer = await clientOf(service.url).get('/nothing-here');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'not-found', status: 404 });
  });

  it('names what is wrong in a request in plain English, also in a path', async () => {
    const { client } = await personWith(service, 'administrator');
    expect((await client.get('/people/minh')).body).toMatchObject({
      errors: [{ pointer: '/id', message: 'must be a UUID' }],
    });
    expect((await client.post('/sessions', {})).body).toMatchObject({
      errors: [
        { pointer: '/login', message: 'is missing' },
        { pointer: '/password', message: 'is missing' },
      ],
    });
    const token = { name: 'x', permissions: ['schedule:read'], days: 0, scope: [] };
    expect((await client.post('/api-tokens', token)).body).toMatchObject({
      errors: [
        { pointer: '/days', message: 'must be at least 1' },
        { pointer: '', message: 'has members that are not known here: scope' },
      ],
    });
  });

  it('describes its API without any request to another host', async () => {
    const document = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as { openapi: string };
    expect(document.openapi).toMatch(/^3\.1/);
  });

  it('says of every operation what it is for', async () => {
    const { paths } = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { summary?: string }>>;
    };
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { summary }]) => ({ name: `${method} ${path}`, summary })),
    );
    expect(operations.length).toBeGreaterThan(90);
    expect(operations.filter(({ summary }) => !summary).map(({ name }) => name)).toEqual([]);
  });

  it('says of every operation what success looks like, and that tokens are references', async () => {
    const { paths, components } = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
      components: { securitySchemes: { bearer: { bearerFormat: string } } };
    };
    const silent = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) => !Object.keys(responses).some((status) => status.startsWith('2')))
        .map(([method]) => `${method} ${path}`),
    );
    expect(silent).toEqual([]);
    expect(components.securitySchemes.bearer.bearerFormat).not.toBe('JWT');
  });

  it('knows a signed-in person by the session token', async () => {
    const editor = await personWith(service, 'editor');
    expect(editor.actor.may('programs:write')).toBe(true);
    expect(editor.actor.may('programs:approve')).toBe(false);
  });

  it('says of every POST whether it accepts an idempotency key, and never stores an answer with a secret', async () => {
    const SECRET = /^(code|token|ticket|secret|password|otp.*|ur[il]s?|m3u8|qr.*|recovery.*)$/i;
    // Codes of lists that everybody may read.
    const PUBLIC = ['unit code', 'codes code', 'refusal code', 'findings code', 'stations code'];
    const document = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as {
      paths: Record<string, { post?: Operation }>;
    };
    const faults: string[] = [];
    const withSecret: string[] = [];
    for (const [path, { post }] of Object.entries(document.paths)) {
      if (!post) continue;
      const way = post['x-idempotency-key'] ?? 'says nothing';
      const secrets = textMembers(document, post).filter(
        (member) => SECRET.test(member.split(' ').at(-1) ?? '') && !PUBLIC.includes(member),
      );
      if (secrets.length > 0) withSecret.push(path);
      const isDeclared = post.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false;
      if (!/^(accepted|refused: [a-z-]+)$/.test(way)) faults.push(`${path} ${way}`);
      if (isDeclared !== (way === 'accepted')) faults.push(`${path} declares another parameter`);
      if (way === 'accepted') faults.push(...secrets.map((member) => `${path} stores ${member}`));
    }
    expect(faults).toEqual([]);
    expect(withSecret).toEqual(expect.arrayContaining(['/api/v1/people', '/api/v1/sessions']));
  });
});
