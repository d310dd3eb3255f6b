import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, clientOf } from '../../api-client/client.js';
import { personWith } from '../factories/person.factory.js';
import { Authenticator } from '../support/authenticator.js';
import { INVITATION_CODE } from '../support/process.js';
import { startService, type TestService } from '../support/service.js';
import { ROWS } from './permissions/all.rows.js';
import { NOBODY_ID } from './permissions/row.js';

interface Described {
  paths: Record<string, Record<string, { 'x-requires'?: string | string[]; 'x-in-person'?: boolean }>>;
}
interface Route {
  /** As in the tables of permissions, e.g. `GET /stations/{id}`. */
  name: string;
  requires: string[];
  inPerson: boolean;
  call(client: Client): Promise<{ status: number; code: unknown }>;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head' | 'options';

const CREDENTIALS = { login: 'lan', password: 'đài xã nói lúc năm giờ' };

describe('a service that requires a second factor', () => {
  let service: TestService;
  let anybody: Client;
  let routes: Route[];
  beforeAll(async () => {
    service = await startService({ settings: { SECOND_FACTOR: 'required' } });
    service.clock.stop();
    anybody = clientOf(service.url);
    routes = await routesOf(service.url);
  });
  afterAll(() => service.stop());

  /** A program reads the stations with it. */
  let script: Client;
  let app: Authenticator;
  let recoveryCodes: string[];

  async function signIn(otp?: string): Promise<Client> {
    const { body } = await anybody.post<{ token: string }>('/sessions', { ...CREDENTIALS, ...(otp ? { otp } : {}) });
    return clientOf(service.url, body.token);
  }

  async function setUp(client: Client, body: object = {}) {
    const begun = await client.post<{ secret: string }>('/people/me/second-factor', body);
    app = new Authenticator(begun.body.secret, service.clock);
    const path = '/people/me/second-factor/confirmation';
    const { body: confirmed } = await client.post<{ recoveryCodes: string[] }>(path, { otp: app.code() });
    recoveryCodes = confirmed.recoveryCodes;
    service.clock.moveBy({ seconds: 30 });
  }

  it('takes the first administrator from the printed code to a script with a token, over HTTP alone', async () => {
    const code = INVITATION_CODE.exec(service.printed.join('\n'))?.[1];
    expect(service.printed.join('\n')).toContain('second factor');
    expect((await anybody.post('/invitations/accept', { code, name: 'Trần Thị Lan', ...CREDENTIALS })).status).toBe(
      200,
    );
    const lan = await signIn();
    const needed = { status: 403, body: { code: 'second-factor-needed' } };
    expect(await lan.post('/centres', { name: 'Trung tâm Bình Sơn' })).toMatchObject(needed);
    const wish = { name: 'Bảng tin', permissions: ['stations:read'] };
    expect(await lan.post('/api-tokens', wish)).toMatchObject(needed);
    expect((await lan.get('/people/me/second-factor')).body).toMatchObject({ on: false, required: true });

    await setUp(lan);
    expect((await lan.post('/centres', { name: 'Trung tâm Bình Sơn' })).status).toBe(201);
    const { body } = await lan.post<{ token: string }>('/api-tokens', wish);
    script = clientOf(service.url, body.token);
    expect((await script.get('/stations')).status).toBe(200);
    expect((await lan.post('/people/me/second-factor/end', { otp: app.code() })).body).toMatchObject({
      code: 'second-factor-required',
    });
  });

  it('lets in with a recovery code who lost the phone, to set up another one', async () => {
    const [first, second] = recoveryCodes;
    const lan = await signIn(first);
    await setUp(lan, { otp: second });
    expect((await (await signIn(app.code())).get('/people')).status).toBe(200);
    expect((await script.get('/stations')).status).toBe(200);
  });

  const atServer = (...args: string[]) =>
    promisify(execFile)(process.execPath, [fileURLToPath(new URL('../../src/people.js', import.meta.url)), ...args], {
      cwd: service.mediaRoot,
      env: { PATH: process.env['PATH'], DATABASE_URL: service.databaseUrl, MEDIA_ROOT: service.mediaRoot },
    });

  it('is helped from the command line when the only administrator lost phone and codes', async () => {
    const reset = (...args: string[]) => atServer('reset-second-factor', ...args);
    const refused = (stderr: string) => ({ code: 1, stderr: expect.stringContaining(stderr) });
    for (const args of [['lan'], ['lan', '--because'], ['--help']])
      await expect(reset(...args)).rejects.toMatchObject(refused('npm run people --'));
    await expect(reset('lann', '--because', 'mất điện thoại')).rejects.toMatchObject(refused('login lann'));
    const ended = await personWith(service, 'operator');
    await service.sql(`UPDATE people SET ended_at = now() WHERE id = $1`, [ended.id]);
    const [row] = await service.sql<{ login: string }>('SELECT login FROM people WHERE id = $1', [ended.id]);
    await expect(reset(row?.login ?? '', '--because', 'x')).rejects.toMatchObject(refused('has ended'));
    expect((await reset('lan', '--because', 'mất điện thoại')).stdout).toContain('lan');
    const lan = await signIn();
    const needed = { status: 403, body: { code: 'second-factor-needed' } };
    for (const client of [lan, script]) expect(await client.get('/stations')).toMatchObject(needed);
    await setUp(lan);
    for (const client of [lan, script]) expect((await client.get('/stations')).status).toBe(200);
    const notices = JSON.stringify((await lan.get('/people/me/notices')).body);
    expect(notices).toContain('by a command on the server');
    const { body } = await lan.get<{ items: { did: string }[] }>('/audit?thingKind=person');
    expect(body.items.find(({ did }) => did === 'second-factor.end')).toMatchObject({
      by: { kind: 'service' },
      because: 'mất điện thoại',
    });
  });

  it('asks it of everybody but operators, from the moment they have such a role', async () => {
    const operator = await personWith(service, 'operator');
    expect((await operator.client.get('/stations')).status).toBe(200);
    for (const role of ['administrator', 'editor', 'approver', 'leader', 'contributor'] as const) {
      const { client } = await personWith(service, role);
      expect((await client.get('/programs')).body).toMatchObject({ code: 'second-factor-needed' });
    }
    await service.sql(`UPDATE grants SET role = 'editor' WHERE person_id = $1`, [operator.id]);
    expect((await operator.client.get('/stations')).body).toMatchObject({ code: 'second-factor-needed' });
  });

  it('allows nothing but one’s own account before it is set up', async () => {
    const { client } = await personWith(service, 'administrator');
    const others = new Set(ROWS.filter(({ of }) => of === 'open' || of === 'device').map(({ route }) => route));
    const allowed = [];
    for (const route of routes.filter(({ name }) => !others.has(name))) {
      const { status, code } = await route.call(client);
      if (status !== 403 || (code !== 'second-factor-needed' && !route.name.startsWith('HEAD ')))
        allowed.push(route.name);
    }
    expect(allowed.sort()).toEqual(OWN_ACCOUNT);
  });

  it('lets an API token use only routes that require a permission of the token, or none', async () => {
    const others = new Set(ROWS.filter(({ of }) => of === 'open' || of === 'device').map(({ route }) => route));
    const wrong = [];
    for (const { name, requires, inPerson, call } of routes.filter(({ name }) => !others.has(name))) {
      const { status, code } = await call(script);
      const mayUse = !inPerson && (requires.length === 0 || requires.includes('stations:read'));
      const isRefused = status === 403 && (code !== 'not-allowed' || !mayUse);
      if (isRefused === mayUse) wrong.push(`${name}: ${status} ${String(code)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is no way around: a code for a forgotten password from the command line lets in with both', async () => {
    const before = await signIn(app.code());
    service.clock.moveBy({ seconds: 30 });
    const { stdout } = await atServer('issue-code', 'lan', '--because', 'quên mật khẩu');
    expect(stdout).toMatch(/until \d\d:\d\d:\d\d \d\d\/\d\d\/\d{4} \(Asia\/Ho_Chi_Minh\)/);
    const [, code] = /"code":"([^"]+)"/.exec(stdout) ?? [];
    const accept = () => anybody.post('/invitations/accept', { code, password: 'hai câu thơ trên vách đá' });
    expect(await accept()).toMatchObject({ status: 200, body: { login: 'lan' } });
    expect(await accept()).toMatchObject({ status: 404 });
    expect((await before.get('/me')).status).toBe(401);
    const given = { login: 'lan', password: 'hai câu thơ trên vách đá' };
    expect((await anybody.post('/sessions', given)).body).toMatchObject({ code: 'otp-needed' });
    const { body } = await anybody.post<{ token: string }>('/sessions', { ...given, otp: app.code() });
    const lan = clientOf(service.url, body.token);
    const notices = JSON.stringify((await lan.get('/people/me/notices')).body);
    expect(notices).toContain('A command on the server issued a code');
    expect(notices).toContain('a code issued by a command on the server');
    const trail = await lan.get<{ items: { did: string }[] }>('/audit?thingKind=person');
    expect(trail.body.items.find(({ did }) => did === 'invitation.issue')).toMatchObject({
      by: { kind: 'service' },
      because: 'quên mật khẩu',
    });
  });
});

const OWN_ACCOUNT = [
  'DELETE /sessions/current',
  'DELETE /sessions/{id}',
  'GET /me',
  'GET /people/me/notices',
  'GET /people/me/second-factor',
  'GET /sessions',
  'POST /people/me/notices/read',
  'POST /people/me/second-factor',
  'POST /people/me/second-factor/confirmation',
  'POST /people/me/second-factor/end',
  'POST /people/me/second-factor/recovery-codes',
  'POST /sessions/current/reauthentication',
  'PUT /people/me/mail-address',
  'PUT /people/me/password',
];

/** Every route that the service describes, with ids of nothing; signing out comes last. */
async function routesOf(url: string): Promise<Route[]> {
  const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as Described;
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Route => {
      const plain = path.replace('/api/v1', '');
      const requires = [described['x-requires'] ?? []].flat();
      return {
        name: `${method.toUpperCase()} ${plain}`,
        requires,
        inPerson: described['x-in-person'] ?? false,
        call: async (client) => {
          const { status, body } = await client[method as Method](plain.replaceAll(/\{\w+\}/g, NOBODY_ID));
          return { status, code: (body as { code?: unknown } | null)?.code };
        },
      };
    }),
  );
  const signOut = (route: Route) => Number(route.name === 'DELETE /sessions/current');
  return routes.filter(({ name }) => !name.includes(' /health/')).sort((one, other) => signOut(one) - signOut(other));
}
