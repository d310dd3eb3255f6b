import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, clientOf } from '../../../api-client/client.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { personWith, type TestPerson, withPassword } from '../../factories/person.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

interface Added {
  person: { id: string; login: string; hasPassword: boolean; grants: { id: string }[] };
  invitation: { code: string; expiresAt: string };
}
interface People {
  items: { id: string; grants: { id: string; scope: { id: string } }[] }[];
  next: string | null;
}

const PASSWORD = 'một câu dài dễ nhớ';

describe('people', () => {
  let service: TestService;
  let anybody: Client;
  let [ours, theirs]: TestCentre[] = [];
  let overAll: TestPerson;
  let administrator: TestPerson;
  beforeAll(async () => {
    service = await startService({ settings: { SIGN_IN_ADDRESS_FREE_FAILURES: '1000' } });
    anybody = clientOf(service.url);
    ours = await centreWith(service, { stations: 2 });
    theirs = await centreWith(service, { stations: 1 });
    overAll = await personWith(service, 'administrator');
    await withPassword(service, overAll);
    administrator = await personWith(service, 'administrator', at(ours));
  });
  afterAll(() => service.stop());

  const at = (centre: TestCentre | undefined) => ({ kind: 'centre', id: centre?.id ?? '' }) as const;
  const station = (centre: TestCentre | undefined, number = 0) =>
    ({ kind: 'station', id: centre?.stations[number]?.id ?? '' }) as const;
  const unit = (centre: TestCentre | undefined) => ({ kind: 'unit', id: centre?.stations[0]?.unitId ?? '' }) as const;
  const add = (by: TestPerson, scope: unknown, login = `l-${uuidv7()}`) =>
    by.client.post<Added>('/people', { name: 'Nguyễn Văn A', login, grants: [{ role: 'operator', scope }] });
  const accept = (code: string, password = PASSWORD) => anybody.post('/invitations/accept', { code, password });

  it('choose their own password with the code they are given, once', async () => {
    const { body } = await add(administrator, station(ours));
    expect(body.person).toMatchObject({ hasPassword: false, grants: [{ role: 'operator', scope: station(ours) }] });
    const asHeard = body.invitation.code.toLowerCase().replaceAll('-', ' ');
    expect((await accept(asHeard)).status).toBe(200);
    expect((await accept(body.invitation.code)).status).toBe(404);
    const { login } = body.person;
    expect((await anybody.post('/sessions', { login, password: PASSWORD })).status).toBe(201);
    const shown = await administrator.client.get(`/people/${body.person.id}`);
    expect(shown.body).toMatchObject({ hasPassword: true, login });
    expect(JSON.stringify(shown.body)).not.toMatch(/argon|password_hash|passwordHash/);
  });

  it('have a login that nobody else has', async () => {
    await add(administrator, at(ours), 'taken');
    expect((await add(overAll, at(theirs), 'TAKEN')).body).toMatchObject({ code: 'login-taken', status: 409 });
  });

  it('take no member that is not asked for, wherever it is', async () => {
    const login = 'sly';
    const extra = { id: uuidv7(), passwordHash: 'x', password_hash: 'x', endedAt: '2020-01-01T00:00:00Z' };
    const grants = [{ role: 'operator', scope: { ...at(ours), everywhere: true }, personId: overAll.id }];
    const { body } = await administrator.client.post('/people', { login, name: 'X', grants, ...extra });
    const pointers = [
      '/grants/0/scope/everywhere',
      '/grants/0/personId',
      ...Object.keys(extra).map((key) => `/${key}`),
    ];
    expect(body['errors']).toEqual(pointers.map((pointer) => ({ pointer, message: 'is not known here' })));
  });

  it('are given roles at a centre, its stations and their units, and nowhere else', async () => {
    for (const scope of [at(ours), station(ours), unit(ours)])
      expect((await add(administrator, scope)).status).toBe(201);
    const foreign = [at(theirs), station(theirs), unit(theirs), { kind: 'centre', id: uuidv7() }];
    for (const scope of foreign) expect((await add(administrator, scope)).status).toBe(404);
    for (const scope of foreign.slice(0, 3)) expect((await add(overAll, scope)).status).toBe(201);
    for (const kind of ['centre', 'unit', 'station']) {
      expect((await add(overAll, { kind, id: uuidv7() })).status).toBe(404);
    }
    const everywhere = await add(administrator, { kind: 'everywhere' });
    expect(everywhere).toMatchObject({ status: 403, body: { code: 'beyond-your-reach' } });
    expect((await add(administrator, { kind: 'everywhere', id: ours?.id })).status).toBe(400);
  });

  it('are listed page by page, within the reader’s reach', async () => {
    const mine = await personWith(service, 'leader', unit(ours));
    const foreign = await personWith(service, 'leader', at(theirs));
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const query: string = next ? `?limit=3&cursor=${next}` : '?limit=3';
      const page = (await administrator.client.get<People>(`/people${query}`)).body;
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).toContain(mine.id);
    expect(seen).not.toContain(foreign.id);
    expect(new Set(seen).size).toBe(seen.length);
    const all = (await overAll.client.get<People>('/people?limit=200')).body.items.map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining([mine.id, foreign.id]));
    expect((await administrator.client.get(`/people/${foreign.id}`)).status).toBe(404);
    expect((await administrator.client.get('/people?cursor=bm90LWEtdXVpZA')).status).toBe(400);
  });

  it('who work at two centres show each its own part, and are ended by neither', async () => {
    const both = await personWith(service, 'editor', at(ours));
    const scope = at(theirs);
    const second = await overAll.client.post<{ id: string }>(`/people/${both.id}/grants`, { role: 'editor', scope });
    const { body } = await administrator.client.get<People['items'][0]>(`/people/${both.id}`);
    expect(body.grants.map((grant) => grant.scope.id)).toEqual([ours?.id]);
    for (const [path, reason] of [['end', { because: 'left' }], ['invitation']] as const) {
      const answer = await administrator.client.post(`/people/${both.id}/${path}`, reason);
      expect(answer).toMatchObject({ status: 403, body: { code: 'works-elsewhere' } });
    }
    expect((await administrator.client.delete(`/people/${both.id}/grants/${second.body.id}`)).status).toBe(404);
    expect((await administrator.client.delete(`/people/${both.id}/grants/${body.grants[0]?.id}`)).status).toBe(204);
    expect((await administrator.client.get(`/people/${both.id}`)).status).toBe(404);
  });

  it('hold a role in a scope once', async () => {
    const editor = await personWith(service, 'editor', at(ours));
    const again = { role: 'editor', scope: at(ours) };
    expect((await administrator.client.post(`/people/${editor.id}/grants`, again)).body).toMatchObject({
      code: 'granted-already',
    });
    const further = { role: 'approver', scope: at(ours) };
    expect((await administrator.client.post(`/people/${editor.id}/grants`, further)).status).toBe(201);
    expect((await editor.client.get<{ permissions: string[] }>('/me')).body.permissions).toContain('programs:approve');
  });

  it('lose the permissions of a removed role until it is given again', async () => {
    const editor = await personWith(service, 'editor', at(ours));
    const grants = `/people/${editor.id}/grants`;
    const permissions = async () => (await editor.client.get<{ permissions: string[] }>('/me')).body.permissions;
    const approver = { role: 'approver', scope: at(ours) };
    for (let time = 1; time <= 2; time += 1) {
      const { status, body } = await administrator.client.post(grants, approver);
      expect(status).toBe(201);
      expect(await permissions()).toContain('programs:approve');
      expect((await administrator.client.delete(`${grants}/${String(body['id'])}`)).status).toBe(204);
      expect((await administrator.client.delete(`${grants}/${String(body['id'])}`)).status).toBe(404);
      expect(await permissions()).not.toContain('programs:approve');
    }
  });

  it('who forgot their password get a new code; using it ends the old sessions', async () => {
    const operator = await personWith(service, 'operator', station(ours));
    const credentials = await withPassword(service, operator);
    const codes: string[] = [];
    for (let number = 1; number <= 2; number += 1) {
      const { body } = await administrator.client.post<{ code: string }>(`/people/${operator.id}/invitation`);
      codes.push(body.code);
    }
    expect((await operator.client.get('/me')).status).toBe(200);
    expect((await accept(codes[0] ?? '')).status).toBe(404);
    expect((await accept(codes[1] ?? '')).status).toBe(200);
    expect((await operator.client.get('/me')).status).toBe(401);
    expect((await anybody.post('/sessions', credentials)).status).toBe(401);
    expect((await anybody.post('/sessions', { ...credentials, password: PASSWORD })).status).toBe(201);
  });

  it('are given a new code while the old one is being used: the old one no longer works', async () => {
    const { body } = await add(administrator, at(ours));
    const { id } = body.person;
    const waiting = (many: number) =>
      until(`${many} wait for the person`, async () => {
        const sql = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
        return (await service.sql(sql)).length === many;
      });
    const answers = await service.get(UnitOfWork).run(async (work) => {
      await work.query('SELECT FROM people WHERE id = $1 FOR UPDATE', [id]);
      const renewed = administrator.client.post(`/people/${id}/invitation`);
      await waiting(1);
      const accepted = accept(body.invitation.code);
      await waiting(2);
      return { renewed, accepted };
    });
    expect((await answers.renewed).status).toBe(201);
    expect((await answers.accepted).body).toMatchObject({ code: 'invitation-not-usable' });
  });

  it('cannot be taken over with a code whose issuer no longer administers them', async () => {
    const { body } = await add(administrator, at(ours));
    const grant = { role: 'leader', scope: { kind: 'everywhere' } };
    expect((await overAll.client.post(`/people/${body.person.id}/grants`, grant)).status).toBe(201);
    expect((await accept(body.invitation.code)).body).toMatchObject({ code: 'invitation-not-usable' });
  });

  it('can do nothing after their account has ended', async () => {
    const editor = await personWith(service, 'editor', at(ours));
    const credentials = await withPassword(service, editor);
    const { body } = await administrator.client.post<{ code: string }>(`/people/${editor.id}/invitation`);
    expect((await administrator.client.post(`/people/${editor.id}/end`, {})).status).toBe(400);
    const ended = await administrator.client.post(`/people/${editor.id}/end`, { because: 'chuyển công tác' });
    expect(ended).toMatchObject({ status: 200, body: { id: editor.id, endedAt: expect.any(String) } });
    expect((await editor.client.get('/me')).status).toBe(401);
    expect((await anybody.post('/sessions', credentials)).status).toBe(401);
    expect((await accept(body.code)).status).toBe(404);
    const again = await administrator.client.post(`/people/${editor.id}/end`, { because: 'again' });
    expect(again).toMatchObject({ status: 409, body: { code: 'person-ended' } });
  });

  it('are all written into the audit trail, with the request', async () => {
    const { body } = await add(administrator, at(ours));
    await administrator.client.delete(`/people/${body.person.id}/grants/${body.person.grants[0]?.id}`);
    const rows = await service.sql<{ did: string; actor_id: string; request_id: string }>(
      'SELECT did, actor_id, request_id FROM audit_entries WHERE thing_id = $1 ORDER BY id',
      [body.person.id],
    );
    expect(rows.map(({ did }) => did)).toEqual(['person.add', 'grant.give', 'invitation.issue', 'grant.end']);
    expect(new Set(rows.map(({ actor_id }) => actor_id))).toEqual(new Set([administrator.id]));
    expect(new Set(rows.map(({ request_id }) => request_id)).size).toBe(2);
    for (const { request_id } of rows) expect(request_id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the last administrator of everything', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('stays, also when two try to end each other at once', async () => {
    const [one, two] = [await personWith(service, 'administrator'), await personWith(service, 'administrator')];
    await withPassword(service, one);
    await withPassword(service, two);
    const answers = await Promise.all([
      one.client.post(`/people/${two.id}/end`, { because: 'rivalry' }),
      two.client.post(`/people/${one.id}/end`, { because: 'rivalry' }),
    ]);
    const active = await service.sql<{ id: string }>('SELECT id FROM people WHERE ended_at IS NULL');
    expect(active).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const last = active[0]?.id === one.id ? one : two;
    expect((await last.client.post(`/people/${last.id}/end`, { because: 'tired' })).body).toMatchObject({
      code: 'last-administrator',
    });
    const grants = (await last.client.get<{ grants: { id: string }[] }>(`/people/${last.id}`)).body.grants;
    const removal = await last.client.delete(`/people/${last.id}/grants/${grants[0]?.id}`);
    expect(removal).toMatchObject({ status: 409, body: { code: 'last-administrator' } });
  });
});
