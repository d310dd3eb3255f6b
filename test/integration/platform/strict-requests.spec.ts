import { connect } from 'node:net';
import { isDeepStrictEqual as isEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../../../api-client/client.js';
import { ROLES } from '../../../src/identity/permissions.js';
import { personWith } from '../../factories/person.factory.js';
import { centreWith, newDevice } from '../../factories/station.factory.js';
import { type Operation, operationsOf, type Schema } from '../../support/openapi.js';
import { startService, type TestService } from '../../support/service.js';

let service: TestService;
let client: Client;
let tokens: string[];
beforeAll(async () => {
  service = await startService();
  const people = await Promise.all(ROLES.map((role) => personWith(service, role)));
  tokens = people.map(({ token }) => token);
  ({ client } = await personWith(service, 'administrator'));
});
afterAll(() => service.stop());

describe('a method that an address does not have', () => {
  const call = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${service.url}${path}`, { method, headers });

  it.each([
    ['PUT', '/api/v1/sessions', 'GET, HEAD, OPTIONS, POST'],
    ['DELETE', '/api/v1/stations/019ac000-0000-7000-8000-000000000000', 'GET, HEAD, OPTIONS, PATCH'],
    ['POST', '/api/v1/stations/anything?x=1', 'GET, HEAD, OPTIONS, PATCH'],
    ['POST', '/api/v1/%73ystem', 'GET, HEAD, OPTIONS'],
    ['PROPFIND', '/health/live', 'GET, HEAD, OPTIONS'],
    ['POST', '/api/openapi.json', 'GET, HEAD, OPTIONS'],
    ['PUT', '/api/v1/sessions/current', 'DELETE, OPTIONS'],
  ])('is refused with those that it has: %s %s', async (method, path, allow) => {
    const answer = await call(method, path);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    expect(await answer.json()).toMatchObject({ code: 'method-not-allowed', allow: allow.split(', ') });
  });

  it('is told in Vietnamese', async () => {
    const answer = await call('POST', '/api/v1/me', { 'accept-language': 'vi' });
    expect(await answer.json()).toMatchObject({
      detail: 'Địa chỉ này không nhận phương thức POST; hãy dùng: GET, HEAD, OPTIONS.',
    });
  });

  it('is named by OPTIONS, and HEAD is answered wherever GET is', async () => {
    const options = await call('OPTIONS', '/api/v1/stations');
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS, POST']);
    expect((await call('HEAD', '/health/live')).status).toBe(200);
    expect((await call('HEAD', '/api/v1/stations')).status).toBe(401);
  });

  it('is nothing that an unknown address has: it stays unknown', async () => {
    for (const path of ['/api/v1/nothing', '/api/v1/stations/', '/api/v1/stations/a/b/c/d', '/x']) {
      expect([path, (await call('POST', path)).status]).toEqual([path, 404]);
      expect([path, (await call('OPTIONS', path)).status]).toEqual([path, 404]);
    }
  });
});

describe('what nothing has asked for', () => {
  /** What devices send may be newer than the service. */
  const OF_DEVICES = ['POST /api/v1/station/enrol', 'POST /api/v1/station/plays', 'POST /api/v1/station/report'];
  /** The parameters of queries that are true or false. */
  const FLAGS = ['inForce', 'withdrawn'];
  const ID = '019ac000-0000-7000-8000-000000000000';
  let operations: Operation[];
  let deviceToken: string;
  beforeAll(async () => {
    operations = await operationsOf(service.url);
    const centre = await centreWith(service, { stations: 1 });
    deviceToken = (await newDevice(service, centre.stations[0]?.id ?? '')).token;
  });

  it('is in no body that the document describes, but for those of devices', () => {
    const bodies = operations.filter(({ mediaType, body }) => body && mediaType === 'application/json');
    expect(bodies.length).toBeGreaterThan(40);
    const open = bodies.filter(({ body }) => objectsIn(body).some((each) => each['additionalProperties'] !== false));
    expect(open.map(({ name }) => name).toSorted()).toEqual(OF_DEVICES);
  });

  it('is refused in the query of every route', async () => {
    const taken: string[] = [];
    for (const { name, method, path, isForDevices } of operations) {
      const address = path
        .replaceAll('{sha256}', 'a'.repeat(64))
        .replaceAll('{which}', 'original')
        .replaceAll(/\{\w+\}/g, ID);
      const call = (bearer: string) =>
        fetch(`${service.url}${address}?nobody-asked=1`, {
          method,
          headers: { authorization: `Bearer ${bearer}`, 'if-match': '"1"' },
        });
      let answer = await call(isForDevices ? deviceToken : (tokens[0] ?? ''));
      for (const other of tokens.slice(1)) if (answer.status === 403) answer = await call(other);
      const { errors = [] } = (method === 'HEAD' ? {} : await answer.json()) as { errors?: unknown[] };
      const fault = { pointer: '/nobody-asked', message: 'is not known here' };
      if (answer.status !== 400 || (method !== 'HEAD' && !errors.some((each) => isEqual(each, fault)))) {
        taken.push(`${name} ${answer.status} ${JSON.stringify(errors)}`);
      }
    }
    expect(taken).toEqual([]);
  });

  it('is refused in bodies at any depth, and where there is no body', async () => {
    const grants = [{ role: 'editor', scope: { kind: 'everywhere', also: 1 } }];
    const person = await client.post('/people', { name: 'Minh', login: 'minh', grants, admin: true });
    expect([person.status, person.body]).toMatchObject([
      400,
      { errors: [{ pointer: '/grants/0/scope/also' }, { pointer: '/admin', message: 'is not known here' }] },
    ]);
    const end = await client.delete('/sessions/current', { everywhere: true }, { 'accept-language': 'vi' });
    expect([end.status, end.body]).toMatchObject([
      400,
      { errors: [{ pointer: '/everywhere', message: 'không được nhận ở đây' }] },
    ]);
    const list = await client.delete('/sessions/current', [1]);
    expect(list.body).toMatchObject({ errors: [{ pointer: '', message: 'no body is taken here' }] });
  });

  it('is refused, too, when it has a name of every object', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString']) {
      const listed = await client.get(`/stations?${name}=1`);
      expect([name, listed.status, listed.body]).toMatchObject([name, 400, { errors: [{ pointer: `/${name}` }] }]);
      const headers = { authorization: `Bearer ${tokens[0] ?? ''}`, 'content-type': 'application/json' };
      const body = `{"name":"Minh","login":"minh","grants":[{"${name}":{}}],"${name}":{"prototype":{"name":"x"}}}`;
      const answer = await fetch(`${service.url}/api/v1/people`, { method: 'POST', headers, body });
      const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
      expect(errors.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining([`/grants/0/${name}`, `/${name}`]));
    }
  });

  it('is no second value of a parameter', async () => {
    const answer = await client.get('/stations?limit=3&limit=4&search=x');
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { errors: [{ pointer: '/limit', message: 'must be given once' }] },
    ]);
  });

  it('is no other word for true or false in a query', async () => {
    const answer = await client.get('/programs?withdrawn=yes');
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { errors: [{ pointer: '/withdrawn', message: 'must be one of true, false' }] },
    ]);
    const flags = operations.flatMap(({ parameters }) => parameters).filter(({ name }) => FLAGS.includes(name));
    expect(flags.map(({ schema }) => schema)).toEqual(flags.map(() => expect.objectContaining({ type: 'boolean' })));
  });

  it('is dropped from what devices send', async () => {
    const report = { playlistVersion: null, held: { items: 0, bytes: 0, missing: [], disk: 1 }, version: '2' };
    const headers = { authorization: `Bearer ${deviceToken}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ ...report, clock: new Date().toISOString(), playerState: 'idle' });
    const answer = await fetch(`${service.url}/api/v1/station/report`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    const [{ stored } = {}] = await service.sql<{ stored: string }>(
      'SELECT last_report::text AS stored FROM devices WHERE last_report IS NOT NULL',
    );
    expect(stored).not.toMatch(/disk|playerState/);
  });
});

describe('a body that is missing', () => {
  it.each([
    ['en', 'a JSON body is needed'],
    ['vi', 'cần có nội dung dạng JSON'],
  ])('is asked for in %s', async (language, message) => {
    const answer = await client.post('/people', undefined, { 'accept-language': language });
    expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ pointer: '', message }] }]);
    const headers = { 'content-type': 'application/json', 'accept-language': language };
    const empty = await client.post('/people', undefined, headers);
    expect([empty.status, empty.body]).toMatchObject([400, { errors: [{ pointer: '', message }] }]);
  });

  it('is still missing where its type is', async () => {
    const untyped = await fetch(`${service.url}/api/v1/sessions`, { method: 'POST', body: Buffer.from('{}') });
    expect([untyped.status, await untyped.json()]).toMatchObject([
      415,
      { code: 'unsupported-media-type', detail: 'Send the body as application/json.' },
    ]);
  });
});

describe('a request with a head that Node refuses', () => {
  /** Sends bytes, and reads until the service closes the connection. */
  const exchange = async (...lines: string[]) => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    socket.end(`${lines.join('\r\n')}\r\nconnection: close\r\n\r\n`);
    return (await socket.toArray()).join('');
  };

  it.each([
    ['no Host', [], 400, /"pointer":"\/Host","message":"phải có đúng một lần"/],
    ['two of them', ['host: a', 'host: b'], 400, /"pointer":"\/Host"/],
    ['an unknown Expect', ['host: a', 'expect: junk'], 417, /"code":"expectation-failed"/],
    ['all that is right', ['host: a', 'expect: 100-continue'], 200, /"status":"ok"/],
  ])('%s is answered with a document', async (_, headers, status, content) => {
    const answer = await exchange('GET /health/live HTTP/1.1', 'accept-language: vi', ...headers);
    expect(answer).toMatch(new RegExp(`HTTP/1.1 ${status} `));
    expect(answer).toMatch(content);
  });

  it('needs no Host in HTTP/1.0', async () => {
    expect(await exchange('GET /health/live HTTP/1.0')).toMatch(/^HTTP\/1.1 200 /);
  });
});

function objectsIn(schema: unknown): Schema[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const below = Object.values(schema).flatMap(objectsIn);
  return 'properties' in schema && typeof schema.properties === 'object' && 'type' in schema
    ? [schema, ...below]
    : below;
}
