import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../../../api-client/client.js';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { personWith } from '../../factories/person.factory.js';
import { anApprovedProgram, aProgram } from '../../factories/program.factory.js';
import { centreWith, newGroup } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Described {
  paths: Record<string, Record<string, Operation>>;
}
interface Operation {
  parameters?: { name: string; in: string; required?: boolean }[];
  responses: Record<string, { headers?: Record<string, unknown> }>;
}

let minutes = 0;
let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/** One thing of each kind that people edit whole, who edits it, and a change. */
const KINDS: [kind: string, make: () => Promise<{ client: Client; path: string }>, change: () => object][] = [
  [
    'a program',
    async () => {
      const centre = await centreWith(service);
      const { client } = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
      return { client, path: `/programs/${(await aProgram(service, { centreId: centre.id })).id}` };
    },
    () => ({ title: `Bản tin ${uuidv7()}` }),
  ],
  ['a station', async () => at(({ stationId }) => `/stations/${stationId}`), () => ({ name: `Đài ${uuidv7()}` })],
  ['a centre', async () => at(({ centreId }) => `/centres/${centreId}`), () => ({ name: `Trung tâm ${uuidv7()}` })],
  [
    'a group',
    async () => at(async ({ centreId, stationId }) => `/groups/${await newGroup(service, centreId, [stationId])}`),
    () => ({ name: `Nhóm ${uuidv7()}` }),
  ],
  [
    'a person',
    async () => {
      const centre = await centreWith(service);
      const scope = { kind: 'centre', id: centre.id } as const;
      const { client } = await personWith(service, 'administrator', scope);
      return { client, path: `/people/${(await personWith(service, 'editor', scope)).id}` };
    },
    () => ({ name: `Người ${uuidv7()}` }),
  ],
  [
    'a cluster',
    async () =>
      at(async ({ stationId }, client) => {
        const cluster = { name: 'Thôn 1', technology: 'ip', horns: 4 };
        const added = await client.post<{ id: string }>(`/stations/${stationId}/clusters`, cluster);
        return `/clusters/${added.body.id}`;
      }),
    () => ({ name: `Cụm ${uuidv7()}` }),
  ],
  [
    'an entry',
    async () =>
      at(async ({ centreId, stationId }, client) => {
        const { id: programId } = await anApprovedProgram(service, { centreId });
        const when = { rule: 'FREQ=DAILY', startsOn: dayAhead(1), times: ['08:00'], stationIds: [stationId] };
        const { body } = await client.post<{ id: string }>('/entries', { centreId, programId, ...when });
        return `/entries/${body.id}`;
      }, 'editor'),
    () => ({ from: dayAhead(3), times: [`1${++minutes % 10}:00`] }),
  ],
  [
    'the hours of a centre',
    async () => at(({ centreId }) => `/centres/${centreId}/airtime-rules/hours`),
    () => ({ kind: 'hours', periods: [{ windows: [{ days: [1], from: '05:00', to: `1${++minutes % 10}:00` }] }] }),
  ],
];

const dayAhead = (days: number) => addDays(service.clock.now().toISOString().slice(0, 10), days);
const send = (client: Client, path: string) => (body: object, headers: Record<string, string>) =>
  path.includes('/airtime-rules/') ? client.put(path, body, headers) : client.patch(path, body, headers);

async function at(
  pathOf: (place: { centreId: string; stationId: string }, client: Client) => string | Promise<string>,
  role: 'administrator' | 'editor' = 'administrator',
): Promise<{ client: Client; path: string }> {
  const centre = await centreWith(service, { stations: 1 });
  const { client } = await personWith(service, role, { kind: 'centre', id: centre.id });
  return { client, path: await pathOf({ centreId: centre.id, stationId: centre.stations[0]?.id ?? '' }, client) };
}

describe.each(KINDS)('%s', (_, make, change) => {
  let client: Client;
  let path: string;
  beforeEach(async () => {
    ({ client, path } = await make());
  });
  const etagNow = async () => (await client.get(path)).headers.get('etag') ?? '';

  it('is changed by somebody who has seen what it is now, and gets a new ETag', async () => {
    const etag = await etagNow();
    expect(etag).toMatch(/^"[^"]+"$/);
    expect(await etagNow()).toBe(etag);
    const changed = await send(client, path)(change(), { 'if-match': `W/${etag}, "older", ${etag}` });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
    expect(await etagNow()).toBe(changed.headers.get('etag'));
    expect(changed.headers.get('etag')).toBe(`"${String(changed.body['revision'])}"`);
  });

  it.each([{}, { 'if-match': '*' }, { 'if-match': '' }])('needs If-Match: %j is not enough', async (headers) => {
    const etag = await etagNow();
    const refused = await send(client, path)(change(), headers);
    expect(refused).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
    expect(await etagNow()).toBe(etag);
  });

  it.each(['"older"', 'weak'])(
    'is not changed by who has seen something else (%s), and shows what it is',
    async (tag) => {
      const seen = tag === 'weak' ? `W/${await etagNow()}` : tag;
      const refused = await send(client, path)(change(), { 'if-match': seen });
      const { body: current } = await client.get(path);
      expect(refused).toMatchObject({ status: 412, body: { code: 'precondition-failed', current } });
    },
  );

  it('keeps one of two changes that are made at once, and tells the other', async () => {
    const seen = { 'if-match': await etagNow() };
    const answers = await Promise.all([1, 2, 3].map(() => send(client, path)(change(), seen)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const kept = answers.find(({ status }) => status === 200);
    expect(kept?.body).toMatchObject((await client.get(path)).body);
  });
});

it('tells programs that only their audio was transcoded from programs that were edited', async () => {
  const centre = await centreWith(service);
  const { client } = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  const { id } = await aProgram(service, { centreId: centre.id });
  const etag = (await client.get(`/programs/${id}`)).headers.get('etag') ?? '';
  await service.sql('UPDATE programs SET seconds = 61 WHERE id = $1', [id]);
  expect((await client.patch(`/programs/${id}`, { title: 'Mới' }, { 'if-match': etag })).status).toBe(200);
});

it('is declared by every route that changes a thing, and by every route that shows what such a route changes', async () => {
  const { paths } = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as Described;
  const changed = Object.entries(paths).filter(
    ([path, { patch, put }]) => (patch ?? put) && !/\/(uploads|me)\//.test(path),
  );
  expect(changed.length).toBeGreaterThan(4);
  for (const [path, { patch, put, get }] of changed) {
    const operation = patch ?? put;
    const ifMatch = operation?.parameters?.find(
      (parameter) => parameter.in === 'header' && parameter.name === 'If-Match',
    );
    const declared = {
      required: ifMatch?.required,
      statuses: ['412', '428'].filter((status) => operation?.responses[status]),
      etags: [operation, get].map((each) => Object.keys(each?.responses['200']?.headers ?? {})),
    };
    expect({ path, ...declared }).toEqual({
      path,
      required: true,
      statuses: ['412', '428'],
      etags: [['ETag'], ['ETag']],
    });
  }
});
