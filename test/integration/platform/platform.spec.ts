import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
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
    expect(answer.body).toMatchObject({ code: 'no-such-route', status: 404 });
  });

  it('takes half a character in what it stores for a fault of the request, not of its own', async () => {
    const store = (text: string) =>
      service.get(UnitOfWork).run((work) => work.query('SELECT $1::jsonb', [JSON.stringify({ text })]));
    await expect(store('\ud800')).rejects.toMatchObject({ code: 'invalid-request', status: 400 });
    await expect(store('\u0000')).rejects.toMatchObject({ code: 'invalid-request', status: 400 });
    const { client } = await personWith(service, 'approver');
    const approval = { profileSet: '\ud800' };
    expect((await client.post('/transcodings/renewal/approvals', approval)).body).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/profileSet' })]),
    });
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
        { pointer: '/scope', message: 'is not known here' },
      ],
    });
  });

  it('knows a signed-in person by the session token', async () => {
    const editor = await personWith(service, 'editor');
    expect(editor.actor.may('programs:write')).toBe(true);
    expect(editor.actor.may('programs:approve')).toBe(false);
  });
});
