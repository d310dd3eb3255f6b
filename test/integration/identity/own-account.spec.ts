import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, clientOf } from '../../../api-client/client.js';
import { personWith, type TestPerson, withPassword } from '../../factories/person.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

const NEW_PASSWORD = 'ba câu thơ trên vách đá';

let service: TestService;
let anybody: Client;
beforeAll(async () => {
  service = await startService();
  anybody = clientOf(service.url);
});
afterAll(() => service.stop());

const noticesOf = async ({ client }: TestPerson) =>
  (await client.get<{ items: { code: string; data: object }[] }>('/people/me/notices')).body.items;
const auditOf = (did: string, id: string) =>
  service.sql<{ details: object }>('SELECT details FROM audit_entries WHERE did = $1 AND thing_id = $2', [did, id]);

async function secondSession(login: string, password: string) {
  const { body } = await anybody.post<{ token: string }>('/sessions', { login, password });
  return clientOf(service.url, body.token);
}

describe('one’s own password', () => {
  it('is changed with the current one; the other sessions end, this one goes on, and it is told and recorded', async () => {
    const person = await personWith(service, 'editor');
    const { login, password } = await withPassword(service, person);
    const other = await secondSession(login, password);
    const change = (currentPassword: string, newPassword: string) =>
      person.client.put('/people/me/password', { currentPassword, newPassword });
    expect(await change('not this one', NEW_PASSWORD)).toMatchObject({ status: 403, body: { code: 'wrong-password' } });
    expect((await change(password, NEW_PASSWORD)).status).toBe(204);
    expect((await person.client.get('/me')).status).toBe(200);
    expect((await other.get('/me')).status).toBe(401);
    expect((await anybody.post('/sessions', { login, password })).status).toBe(401);
    expect((await anybody.post('/sessions', { login, password: NEW_PASSWORD })).status).toBe(201);
    expect(await noticesOf(person)).toMatchObject([{ code: 'password-changed' }]);
    expect(await auditOf('password.change', person.id)).toHaveLength(1);
  });

  it('is refused with a reason when it is known, a name or a workplace', async () => {
    const centre = await centreWith(service, { stations: 1 });
    const id = centre.stations[0]?.id ?? '';
    await service.sql('UPDATE stations SET name = $2 WHERE id = $1', [id, 'Đài An Khê Hạ']);
    const person = await personWith(service, 'operator', { kind: 'station', id });
    const { password: currentPassword } = await withPassword(service, person);
    const refused: [string, string][] = [
      ['Password2026!', 'easily-guessed'],
      ['qwerty123456', 'easily-guessed'],
      ['AnKheHa@2026', 'own-name'],
      ['0912345678ab', 'phone-number'],
      ['short', 'too-short'],
      [currentPassword, 'unchanged'],
    ];
    for (const [newPassword, reason] of refused) {
      const answer = await person.client.put('/people/me/password', { currentPassword, newPassword });
      const errors = [{ pointer: '/newPassword' }];
      expect(answer).toMatchObject({ status: 400, body: { code: 'weak-password', reason, errors } });
    }
  });
});

describe('a password reset by an administrator’s code', () => {
  it('is told to the person with who issued the code, ends the sessions, and is recorded as a reset', async () => {
    const [administrator, person] = [await personWith(service, 'administrator'), await personWith(service, 'operator')];
    const { login, password } = await withPassword(service, person);
    await secondSession(login, password);
    const { body } = await administrator.client.post<{ code: string }>(`/people/${person.id}/invitation`);
    expect((await noticesOf(person))[0]).toMatchObject({ code: 'reset-code-issued' });
    expect((await anybody.post('/invitations/accept', { code: body.code, password: NEW_PASSWORD })).status).toBe(200);
    expect((await person.client.get('/me')).status).toBe(401);
    const client = await secondSession(login, NEW_PASSWORD);
    expect((await noticesOf({ ...person, client }))[0]).toMatchObject({
      code: 'password-reset',
      data: { by: administrator.actor.name, address: '127.0.0.1' },
    });
    const entries = await auditOf('password.reset', person.id);
    expect(entries).toMatchObject([{ details: { codeIssuedBy: { id: administrator.id } } }]);
  });

  it('makes the sign-in that follows possible while others try wrong passwords', async () => {
    const [administrator, person] = [await personWith(service, 'administrator'), await personWith(service, 'operator')];
    const { login } = await withPassword(service, person);
    for (let number = 0; number < 7; number += 1) await anybody.post('/sessions', { login, password: 'not this one' });
    const { body } = await administrator.client.post<{ code: string }>(`/people/${person.id}/invitation`);
    await anybody.post('/invitations/accept', { code: body.code, password: NEW_PASSWORD });
    expect((await anybody.post('/sessions', { login, password: NEW_PASSWORD })).status).toBe(201);
  });
});

describe('one’s own mail address', () => {
  it('is stored, and the answer says that a service without SMTP_URL sends no mail there', async () => {
    const { client } = await personWith(service, 'operator');
    const answer = await client.put('/people/me/mail-address', { address: 'hoa@vang.example' });
    expect(answer).toMatchObject({ status: 200, body: { address: 'hoa@vang.example', sendsMail: false } });
  });
});
