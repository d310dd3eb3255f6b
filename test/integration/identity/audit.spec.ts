import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { THE_SERVICE } from '../../../src/platform/audit/audit-record.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Trail {
  items: { id: string; did: string; by: { id: string | null; name: string }; to: { kind: string; id: string } }[];
  next: string | null;
}

describe('the audit trail', () => {
  let service: TestService;
  let overAll: TestPerson;
  let administrator: TestPerson;
  let operator: TestPerson;
  let stranger: TestPerson;
  beforeAll(async () => {
    service = await startService({ at: '2026-03-02T01:00:00Z' });
    const [ours, theirs] = [await centreWith(service, { stations: 1 }), await centreWith(service)];
    overAll = await personWith(service, 'administrator');
    administrator = await personWith(service, 'administrator', { kind: 'centre', id: ours.id });
    operator = await personWith(service, 'operator', { kind: 'station', id: ours.stations[0]?.id ?? '' });
    stranger = await personWith(service, 'editor', { kind: 'centre', id: theirs.id });
    for (const by of [operator, stranger]) await record(by, 'entry.place', 'e-1');
    await service
      .get(UnitOfWork)
      .run(async (work) => work.record({ by: THE_SERVICE, did: 'broadcast.miss', to: { kind: 'entry', id: 'e-1' } }));
  });
  afterAll(() => service.stop());

  const record = (by: { id: string; actor: { name: string } }, did: string, id: string) =>
    service
      .get(UnitOfWork)
      .run(async (work) => work.record({ by: { id: by.id, name: by.actor.name }, did, to: { kind: 'entry', id } }));
  const read = async (by: TestPerson, query = '') => (await by.client.get<Trail>(`/audit?${query}`)).body;

  it('is whole for an administrator of everything, newest first', async () => {
    const { items } = await read(overAll, 'thingKind=entry&thingId=e-1');
    expect(items.map(({ did, by }) => [did, by.id])).toEqual([
      ['broadcast.miss', null],
      ['entry.place', stranger.id],
      ['entry.place', operator.id],
    ]);
  });

  it('names what it is about, is searched by who did it and why, and counts when asked', async () => {
    const deed = { by: { id: operator.id, name: operator.actor.name }, did: 'person.end' };
    const to = { kind: 'person', id: stranger.id };
    await service.get(UnitOfWork).run(async (work) => work.record({ ...deed, to, because: 'Đã chuyển công tác' }));
    const found = await read(overAll, 'search=TAC%20chuyen&total=true');
    expect(found).toMatchObject({ items: [{ to: { ...to, name: stranger.actor.name } }], total: 1 });
    expect(await read(overAll, 'did=entry.place&thingId=e-1&limit=1&total=true')).toMatchObject({
      items: [{}],
      total: 2,
    });
    expect(await read(overAll, 'did=entry.place&limit=1')).toMatchObject({ total: null });
  });

  it('shows a centre what its own people did, and nobody else', async () => {
    const { items } = await read(administrator, 'thingId=e-1');
    expect(items.map(({ by }) => by.id)).toEqual([operator.id]);
    const whole = await read(administrator, 'limit=200');
    expect(whole.items.map(({ by }) => by.id)).not.toContain(stranger.id);
  });

  it('shows a centre nothing of what somebody did before they came, or of who also works elsewhere', async () => {
    const theirDeeds = `thingKind=entry&actorId=${stranger.id}`;
    service.clock.moveBy({ seconds: 3_600 });
    const { reach } = administrator.actor.grants[0] ?? { reach: undefined };
    const move = 'UPDATE grants SET scope_id = $2, granted_at = $3 WHERE person_id = $1';
    await service.sql(move, [stranger.id, reach?.centreIds[0], service.clock.now()]);
    expect((await read(administrator, theirDeeds)).items).toEqual([]);
    await record(stranger, 'entry.withdraw', 'e-2');
    expect((await read(administrator, theirDeeds)).items.map(({ did }) => did)).toEqual(['entry.withdraw']);
    const further = { role: 'leader', scope: { kind: 'everywhere' } };
    expect((await overAll.client.post(`/people/${stranger.id}/grants`, further)).status).toBe(201);
    expect((await read(administrator, theirDeeds)).items).toEqual([]);
  });

  it('leaves out what somebody did while they also worked elsewhere, once that is over too', async () => {
    const station = operator.actor.grants[0]?.reach.byDay[0]?.stationId ?? '';
    const person = await personWith(service, 'operator', { kind: 'station', id: station });
    const elsewhere = await centreWith(service);
    const deed = async (did: string) => {
      service.clock.moveBy({ seconds: 3_600 });
      await record(person, did, 'e-3');
    };
    // With new sessions each time, because the reader's own one expires as the clock moves.
    const grants = `/people/${person.id}/grants`;
    const over = async () => (await personWith(service, 'administrator')).client;
    await deed('entry.place');
    const { body } = await (await over()).post(grants, { role: 'editor', scope: { kind: 'centre', id: elsewhere.id } });
    await deed('entry.withdraw');
    service.clock.moveBy({ seconds: 3_600 });
    expect((await (await over()).delete(`${grants}/${String(body['id'])}`)).status).toBe(204);
    await deed('entry.place');
    const reader = await personWith(service, 'administrator', administrator.actor.grants[0]?.grant.scope);
    const { items } = await read(reader, `actorId=${person.id}&thingKind=entry`);
    expect(items.map(({ did }) => did)).toEqual(['entry.place', 'entry.place']);
    const { items: whole } = await read(
      await personWith(service, 'administrator'),
      `actorId=${person.id}&thingKind=entry`,
    );
    expect(whole.map(({ did }) => did)).toEqual(['entry.place', 'entry.withdraw', 'entry.place']);
  });

  it('is read page by page and by time', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Trail = await read(overAll, `limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen.map(Number)).toEqual(seen.map(Number).toSorted((a, b) => b - a));
    expect(new Set(seen).size).toBe(seen.length);
    const early = await read(overAll, 'from=2026-03-02T08:00:00%2B07:00&until=2026-03-02T08:30:00%2B07:00&thingId=e-1');
    expect(early.items).toHaveLength(3);
    expect((await read(overAll, 'until=2026-03-02T01:00:00Z')).items).toEqual([]);
    expect((await overAll.client.get('/audit?from=yesterday')).status).toBe(400);
    expect((await overAll.client.get('/audit?cursor=eA')).status).toBe(400);
  });

  it('is closed to everybody else', async () => {
    expect((await operator.client.get('/audit')).status).toBe(403);
  });

  it('can only grow', async () => {
    for (const sql of ['UPDATE audit_entries SET did = $1', 'DELETE FROM audit_entries WHERE did <> $1']) {
      await expect(service.sql(sql, ['nothing'])).rejects.toThrow('append-only');
    }
    await expect(service.sql('TRUNCATE audit_entries')).rejects.toThrow('append-only');
  });

  it('names the role that was ended, where, and why', async () => {
    const somebody = await personWith(service, 'leader');
    const role = { role: 'editor', scope: { kind: 'everywhere' } };
    const given = await overAll.client.post<{ id: string }>(`/people/${somebody.id}/grants`, role);
    await overAll.client.delete(`/people/${somebody.id}/grants/${given.body.id}?because=retired`);
    const [ended] = (await read(overAll, 'did=grant.end')).items;
    expect(ended).toMatchObject({ because: 'retired', grant: { ...role, scopeName: null } });
    const [first] = (await read(overAll, `did=grant.give&thingId=${somebody.id}`)).items;
    expect(first).toMatchObject({ because: null, grant: role });
  });
});
