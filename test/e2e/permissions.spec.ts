import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Client, clientOf } from '../../api-client/client.js';
import { type Role, ROLES } from '../../src/identity/permissions.js';
import { personWith, type TestPerson } from '../factories/person.factory.js';
import { centreWith, newDevice } from '../factories/station.factory.js';
import { startService, type TestService } from '../support/service.js';
import { ROWS } from './permissions/all.rows.js';
import { PreparedCalls } from './permissions/prepared-calls.js';
import type { Call, Outcome, Place, Row } from './permissions/row.js';

/** Routes that still lack a row. */
const NOT_YET: string[] = [];

type ScopeKind = 'everywhere' | 'centre' | 'unit' | 'station';
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head' | 'options';

let service: TestService;
let [ours, neighbour, theirs]: Place[] = [];
const people = new Map<string, TestPerson>();

beforeAll(async () => {
  service = await startService({ settings: { REQUESTS_PER_MINUTE: '1000000' } });
  const [here, there] = [await centreWith(service, { stations: 2 }), await centreWith(service, { stations: 1 })];
  [ours, neighbour, theirs] = [place(here, 0), place(here, 1), place(there, 0)];
  for (const role of ROLES) {
    people.set(`everywhere ${role}`, await personWith(service, role));
    people.set(`centre ${role}`, await personWith(service, role, { kind: 'centre', id: ours.centreId }));
    people.set(`unit ${role}`, await personWith(service, role, { kind: 'unit', id: ours.unitId }));
    people.set(`station ${role}`, await personWith(service, role, { kind: 'station', id: ours.stationId }));
  }
});
afterAll(() => service.stop());

function place({ id, stations }: Awaited<ReturnType<typeof centreWith>>, number: number): Place {
  const station = stations[number];
  if (!station) throw new Error('the centre has too few stations');
  return { centreId: id, stationId: station.id, stationName: station.name, unitId: station.unitId };
}

function send(client: Client, row: Row, { path, body, headers }: Call): Promise<Answer<unknown>> {
  const method = row.route.split(' ')[0]?.toLowerCase() as Method;
  return method === 'get' ? client.get(path, headers) : client[method](path, body, headers);
}

/** What `role`, held at `scope`, is to get when the thing is at `at`. */
function expected(row: Row, role: Role, scope: ScopeKind, at: Place | undefined): Outcome {
  if (!row.roles?.includes(role)) return row.others ?? 'refused';
  if (scope === 'everywhere' || row.of === 'nobody') return 'through';
  if (row.of === 'all') return row.hiddenElsewhere && (scope !== 'centre' || at === theirs) ? 'unseen' : 'refused';
  if (scope === 'centre') return at !== theirs || row.sharedByCentres ? 'through' : 'unseen';
  if (row.sharedWithStations) return at !== theirs ? 'through' : 'unseen';
  return row.of === 'station' && at === ours ? 'through' : 'unseen';
}

interface Attempt {
  role: Role;
  scope: ScopeKind;
  at: Place | undefined;
  right: Outcome;
}

async function outcomeOf(row: Row, calls: PreparedCalls, attempt: Attempt): Promise<string> {
  const { role, scope, at, right } = attempt;
  const by = people.get(`${scope} ${role}`);
  if (!by || !at) throw new Error('the world is not complete');
  const changes = right === 'through' && !/^(GET|HEAD) /.test(row.route);
  const call = await calls.for({ service, at, by, role }, { changes });
  const { status, body } = await send(call.as ?? by.client, row, call);
  if (status === 403) return 'refused';
  if (status === 404) return 'unseen';
  if (status >= 300 && !row.also?.includes(status)) return `${status} ${JSON.stringify(body)}`;
  return call.finds && !JSON.stringify(body).includes(call.finds) ? 'unseen' : 'through';
}

interface Described {
  paths: Record<string, Record<string, unknown>>;
}

it('covers every route that the service describes', async () => {
  const { paths } = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as Described;
  const routes = Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .map((route) => route.replace(' /api/v1/', ' /'))
    .filter((route) => !route.includes(' /health/'));
  const covered = new Set(ROWS.map(({ route }) => route));
  const missing = routes.filter((route) => !covered.has(route));
  // A new route gets its rows in test/e2e/permissions/, and is never added to NOT_YET for good.
  expect(missing.sort()).toEqual([...NOT_YET].sort());
  expect([...covered].filter((route) => !routes.includes(route))).toEqual([]);
});

const rowsOf = (...kinds: Row['of'][]) => ROWS.filter(({ of }) => kinds.includes(of)).map((row) => ({ ...row }));

describe.each(rowsOf('centre', 'station', 'all', 'nobody'))('$route, of $of', (row) => {
  const roles = ROLES.filter((role) => !row.except?.includes(role));

  it('answers each role as its place allows', async () => {
    const actual: Record<string, string> = {};
    const right: Record<string, string> = {};
    const calls = new PreparedCalls(row);
    for (const role of roles) {
      const places = { ours, neighbour, theirs };
      const everywhere = [['everywhere', 'theirs']] as const;
      const bound = [
        ['centre', 'ours'],
        ['centre', 'theirs'],
        ['unit', 'ours'],
        ['unit', 'neighbour'],
        ['unit', 'theirs'],
        ['station', 'ours'],
        ['station', 'neighbour'],
        ['station', 'theirs'],
      ] as const;
      for (const [scope, where] of [...everywhere, ...bound]) {
        const who = `${role} of ${scope === 'everywhere' ? 'all' : `our ${scope}`}, ${where}`;
        const outcome = expected(row, role, scope, places[where]);
        right[who] = outcome;
        actual[who] = await outcomeOf(row, calls, { role, scope, at: places[where], right: outcome });
      }
    }
    expect(actual).toEqual(right);
  });

  it('is closed without a session, and to a device', async () => {
    const by = people.get('everywhere administrator');
    if (!by || !ours) throw new Error('the world is not complete');
    const call = await row.call({ service, at: ours, by, role: 'administrator' });
    const device = await newDevice(service, ours.stationId);
    for (const client of [clientOf(service.url), clientOf(service.url, 'made-up'), device.client]) {
      // An answer to HEAD has no body.
      const body = row.route.startsWith('HEAD') ? '' : { code: 'not-signed-in' };
      expect(await send(client, row, call)).toMatchObject({ status: 401, body });
    }
  });
});

it.each(rowsOf('device'))('$route is for devices only', async (row) => {
  const administrator = people.get('everywhere administrator');
  if (!administrator || !ours) throw new Error('the world is not complete');
  const call = await row.call({ service, at: ours, by: administrator, role: 'administrator' });
  for (const client of [clientOf(service.url), administrator.client]) {
    expect((await send(client, row, call)).status).toBe(401);
  }
  const device = await newDevice(service, ours.stationId);
  expect((await send(device.client, row, call)).status).not.toBe(401);
});

it.each(rowsOf('open'))('$route needs no session', async (row) => {
  const by = people.get('station operator');
  if (!by || !ours) throw new Error('the world is not complete');
  const { status, body } = await send(
    clientOf(service.url),
    row,
    await row.call({ service, at: ours, by, role: 'operator' }),
  );
  expect({ status, body }).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
});
