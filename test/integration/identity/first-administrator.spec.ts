import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf, type Client } from '../../../api-client/client.js';
import { FirstAdministratorService } from '../../../src/identity/invitations/first-administrator.service.js';
import { personWith } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';

const PASSWORD = 'một câu dài dễ nhớ';
/** Tables with what accepting and signing in leaves; the last holds those whom the others name. */
const OF_PEOPLE = ['invitations', 'notices', 'known_clients', 'known_addresses', 'sessions', 'grants', 'people'];
const FIRST = { login: 'quan.tri', name: 'Quản trị', password: PASSWORD };

describe('the first start', () => {
  let service: TestService;
  let anybody: Client;
  beforeAll(async () => {
    service = await startService();
    anybody = clientOf(service.url);
  });
  afterAll(() => service.stop());
  // As if it started again, with nobody there; what the first test sees was printed by the start itself.
  afterEach(async () => {
    for (const table of OF_PEOPLE) await service.sql(`DELETE FROM ${table}`);
    service.printed.length = 0;
    await service.get(FirstAdministratorService).announce(service.url, (line) => void service.printed.push(line));
  });

  const printedCode = () => /"code":"([^"]+)"/.exec(service.printed.join('\n'))?.[1] ?? '';
  const accept = (body: unknown) => anybody.post('/invitations/accept', body);

  it('prints what to do, with a code and the address', () => {
    expect(service.printed.join('\n')).toContain(`POST ${service.url}/api/v1/invitations/accept`);
    expect(printedCode()).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  });

  it('makes an administrator of everything, who then signs in', async () => {
    expect(await accept({ code: printedCode(), ...FIRST })).toMatchObject({ status: 200, body: { login: 'quan.tri' } });
    const { status, body } = await anybody.post<{ token: string }>('/sessions', {
      login: FIRST.login,
      password: FIRST.password,
    });
    expect(status).toBe(201);
    const me = await clientOf(service.url, body.token).get('/me');
    expect(me.body).toMatchObject({
      person: { login: 'quan.tri', name: 'Quản trị' },
      grants: [{ role: 'administrator', scope: { kind: 'everywhere', id: null } }],
    });
    expect(await service.get(FirstAdministratorService).invite()).toBeUndefined();
  });

  it('accepts the code once when two people use it at once', async () => {
    const code = printedCode();
    const answers = await Promise.all(['a.one', 'b.two'].map((login) => accept({ ...FIRST, code, login })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await service.sql('SELECT login FROM people')).toHaveLength(1);
    expect(await service.sql(`SELECT id FROM grants WHERE scope_kind = 'everywhere'`)).toHaveLength(1);
  });

  it('replaces a code that was not used', async () => {
    const invitation = await service.get(FirstAdministratorService).invite();
    expect((await accept({ ...FIRST, code: printedCode() })).body).toMatchObject({ code: 'invitation-not-usable' });
    expect((await accept({ ...FIRST, code: invitation?.code })).status).toBe(200);
  });

  it('refuses a code that is too old', async () => {
    service.clock.moveBy({ seconds: 72 * 3_600 + 1 });
    expect((await accept({ ...FIRST, code: printedCode() })).body).toMatchObject({ code: 'invitation-not-usable' });
  });

  it('refuses the code once there are people, however they came', async () => {
    await personWith(service, 'leader');
    expect((await accept({ ...FIRST, code: printedCode() })).body).toMatchObject({ code: 'invitation-not-usable' });
  });

  it('requires login, name and a strong password, and keeps the code valid until then', async () => {
    const code = printedCode();
    const nameless = await accept({ code, password: PASSWORD });
    expect(nameless).toMatchObject({ status: 400, body: { errors: [{ pointer: '/login' }, { pointer: '/name' }] } });
    const weak = await accept({ ...FIRST, code, password: 'Password1234' });
    expect(weak).toMatchObject({ status: 400, body: { code: 'weak-password', errors: [{ pointer: '/password' }] } });
    expect((await accept({ ...FIRST, code, password: 'x'.repeat(201) })).status).toBe(400);
    expect((await accept({ ...FIRST, code })).status).toBe(200);
  });
});
