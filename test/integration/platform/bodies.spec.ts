import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { centreWith, newDevice } from '../../factories/station.factory.js';
import { operationsOf, type Operation } from '../../support/openapi.js';
import { startService, type TestService } from '../../support/service.js';

const MEGABYTE = 1_000_000;
const repeated = (piece: string) => piece.repeat(Math.ceil(MEGABYTE / piece.length));

/** Each about a megabyte of JSON, or nearly JSON. */
const HOSTILE: Record<string, string> = {
  'open arrays': repeated('['),
  'nested arrays': `${'['.repeat(MEGABYTE / 2)}${']'.repeat(MEGABYTE / 2)}`,
  'nested objects': `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`,
  'an array of arrays': `[${repeated('[],')}[]]`,
  'many keys': `{${repeated('"a1":1,')}"z":1}`,
  'keys of the prototype': `{${repeated('"__proto__":{"a":1},')}"z":1}`,
};

/** Routes to which lists are sent; all others take small bodies only. */
const LARGE = [
  'POST /api/v1/station/plays',
  'POST /api/v1/station/report',
  'POST /api/v1/entries',
  'POST /api/v1/schedule/changes',
  'POST /api/v1/schedule/timeline',
  'PATCH /api/v1/entries/{id}',
  'POST /api/v1/programs',
  'PATCH /api/v1/programs/{id}',
  'POST /api/v1/programs/{id}/listening',
  'POST /api/v1/centres/{id}/groups',
  'POST /api/v1/groups/{id}/members',
];

describe('a hostile body', () => {
  let service: TestService;
  let administrator: TestPerson;
  let editor: TestPerson;
  let approver: TestPerson;
  let device: string;
  let operations: Operation[];
  beforeAll(async () => {
    service = await startService({ settings: { REQUESTS_PER_MINUTE: '1000000' } });
    administrator = await personWith(service, 'administrator');
    editor = await personWith(service, 'editor');
    approver = await personWith(service, 'approver');
    const { stations } = await centreWith(service, { stations: 1 });
    device = (await newDevice(service, stations[0]?.id ?? '')).token;
    operations = (await operationsOf(service.url)).filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method));
  });
  afterAll(() => service.stop());

  const personFor = ({ path }: Operation): TestPerson => {
    if (path.endsWith('/listening')) return approver;
    return /\/(programs|entries|schedule\/)/.test(path) ? editor : administrator;
  };

  /** Sends it, and counts the characters that JSON.parse is given meanwhile. */
  async function send(operation: Operation, body: Buffer | string, headers: Record<string, string> = {}) {
    const { parse } = JSON;
    let characters = 0;
    JSON.parse = (given, reviver) => {
      characters += given.length;
      return parse(given, reviver);
    };
    const token = operation.isForDevices ? device : personFor(operation).token;
    const answer = await fetch(`${service.url}${operation.path.replaceAll(/\{\w+\}/g, NOBODY)}`, {
      method: operation.method,
      headers: { 'content-type': operation.mediaType, authorization: `Bearer ${token}`, ...headers },
      body,
    });
    const text = await answer.text();
    JSON.parse = parse;
    return { status: answer.status, text, characters };
  }

  /** @returns the code of the problem */
  async function refused(operation: Operation, body: string | Buffer, headers: Record<string, string> = {}) {
    const { status, text, characters } = await send(operation, body, headers);
    expect({ route: operation.name, isRefused: [400, 413, 415].includes(status) }).toEqual({
      route: operation.name,
      isRefused: true,
    });
    expect(text.length).toBeLessThan(2_000);
    expect(characters).toBeLessThan(5_000);
    return (JSON.parse(text) as { code: string }).code;
  }

  it('is refused by every route before it is parsed', async () => {
    const large: string[] = [];
    for (const operation of operations.filter(({ mediaType }) => mediaType === 'application/json')) {
      const code = await refused(operation, repeated('['));
      if (code === 'body-too-deep') large.push(operation.name);
      else expect(code).toBe(operation.path.endsWith('/uploads') ? 'unsupported-media-type' : 'too-large');
    }
    expect(large.sort()).toEqual(LARGE.toSorted());
  });

  it.each(Object.keys(HOSTILE))('of %s is refused where a large one may come, plain and gzipped', async (shape) => {
    const body = HOSTILE[shape] ?? '';
    for (const operation of operations.filter(({ name }) => LARGE.includes(name))) {
      expect(['body-too-deep', 'too-many-values']).toContain(await refused(operation, body));
      const isPlays = operation.path.endsWith('/plays');
      expect(await refused(operation, gzipSync(body), { 'content-encoding': 'gzip' })).toMatch(
        isPlays ? /^(body-too-deep|too-many-values)$/ : /^unsupported-media-type$/,
      );
    }
  });

  it('as small as the limit of small bodies is refused by its depth', async () => {
    const answer = await send(signIn(), '['.repeat(4_000));
    expect(answer).toMatchObject({ status: 400 });
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'body-too-deep', maxDepth: 32 });
    const many = await send(signIn(), `{${'"a":1,'.repeat(1_000)}"z":1}`);
    expect(JSON.parse(many.text)).toMatchObject({ status: 413, code: 'too-many-values', maxMembers: 200 });
  });

  function signIn(): Operation {
    const found = operations.find(({ name }) => name === 'POST /api/v1/sessions');
    if (!found) throw new Error('there is no sign-in');
    return found;
  }

  it('is not parsed for somebody whom the route does not admit', async () => {
    const body = JSON.stringify({ login: 'x', name: 'x'.repeat(10_000) });
    for (const operation of operations.filter(({ isOpen }) => !isOpen)) {
      const answer = await send({ ...operation, mediaType: 'application/json' }, body, { authorization: 'Bearer no' });
      expect([401, 415]).toContain(answer.status);
      expect(answer.characters).toBeLessThan(5_000);
    }
  });

  it('of another kind is answered 415 without reading it', async () => {
    for (const operation of operations) {
      for (const type of [
        'application/x-www-form-urlencoded',
        'text/plain',
        'application/xml',
        'multipart/form-data',
      ]) {
        if (type === operation.mediaType) continue;
        expect({
          name: operation.name,
          type,
          status: (await send(operation, 'a=1', { 'content-type': type })).status,
        }).toEqual({ name: operation.name, type, status: 415 });
      }
    }
  });

  it.each([
    ['another charset', '{}', { 'content-type': 'application/json; charset=utf-16' }, 415],
    ['a charset that is none', '{}', { 'content-type': 'application/json; charset="' }, 415],
    ['another compression', '{}', { 'content-encoding': 'br' }, 415],
    ['compression that the route does not take', gzipSync('{}'), { 'content-encoding': 'gzip' }, 415],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), {}, 400],
    ['half a character', Buffer.from([0x22, 0xc3, 0x22]), {}, 400],
    ['no media type', '{}', { 'content-type': '' }, 415],
  ])('of %s is a fault of the client', async (_, body, headers, status) => {
    expect((await send(signIn(), body, headers)).status).toBe(status);
  });
});

const NOBODY = '0190a0a0-0000-7000-8000-000000000000';
