import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import { personWith } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';

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

  it('knows a signed-in person by the session token', async () => {
    const editor = await personWith(service, 'editor');
    expect(editor.actor.may('programs:write')).toBe(true);
    expect(editor.actor.may('programs:approve')).toBe(false);
  });
});
