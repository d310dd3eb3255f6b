import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { centreWith, giveCode, newStation, newUnit, TIME_ZONE } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Detail {
  id: string;
  name: string;
  unit: { codes: { code: string; from: string; until: string | null }[] };
  centre: { id: string } | null;
}
interface List {
  items: { id: string; name: string; centreId?: string | null }[];
  next: string | null;
}

describe('the register of units, centres and stations', () => {
  let service: TestService;
  let administrator: TestPerson;
  beforeAll(async () => {
    service = await startService({ at: '2026-03-02T01:00:00Z' });
    administrator = await personWith(service, 'administrator');
  });
  afterAll(() => service.stop());

  const deeds = (kind: string, id: string) =>
    service.sql<{ did: string }>('SELECT did FROM audit_entries WHERE thing_kind = $1 AND thing_id = $2 ORDER BY id', [
      kind,
      id,
    ]);

  describe('units', () => {
    it('finds the unit that had a code on a day, also after the code was reused', async () => {
      const first = await newUnit(service, { name: 'Bình Trị', code: '21061', until: '2025-07-01' });
      const { client } = administrator;
      const second = await client.post('/units', {
        name: 'Vạn Tường',
        kind: 'xã',
        code: '21061',
        codeFrom: '2025-07-01',
      });
      expect(second.status).toBe(201);
      const on = async (day: string) =>
        (await client.get<List>(`/units?code=21061&on=${day}`)).body.items.map(({ id }) => id);
      expect(await on('2025-06-30')).toEqual([first]);
      expect(await on('2025-07-01')).toEqual([second.body['id']]);
      expect(await on('2021-12-31')).toEqual([]);
      expect((await client.get<List>('/units?code=21061')).body.items).toMatchObject([{ name: 'Vạn Tường' }]);
    });

    it('refuses a code that another unit has on one of the days', async () => {
      await newUnit(service, { code: '21067' });
      const taken = { name: 'X', kind: 'xã', code: '21067', codeFrom: '2020-01-01' };
      const answer = await administrator.client.post('/units', taken);
      expect(answer).toMatchObject({ status: 409, body: { code: 'unit-code-taken' } });
    });

    it('ends the code a unit had when it gets a new one', async () => {
      const unit = await newUnit(service, { code: '21073' });
      const { client } = administrator;
      const given = await client.post(`/units/${unit}/codes`, { code: '30001', from: '2025-07-01' });
      expect(given.body['codes']).toEqual([
        { code: '21073', from: '2022-01-01', until: '2025-07-01' },
        { code: '30001', from: '2025-07-01', until: null },
      ]);
      const again = await client.post(`/units/${unit}/codes`, { code: '30001', from: '2026-01-01' });
      expect(again.body).toMatchObject({ code: 'unit-has-code' });
      const early = await client.post(`/units/${unit}/codes`, { code: '30002', from: '2025-07-01' });
      expect(early.body).toMatchObject({ code: 'days-out-of-order' });
      expect((await client.post(`/units/${unit}/codes/end`, { on: '2026-01-01' })).status).toBe(200);
      const ended = await client.post(`/units/${unit}/codes/end`, { on: '2026-01-01' });
      expect(ended.body).toMatchObject({ code: 'unit-has-no-code' });
      expect(await deeds('unit', unit)).toEqual([{ did: 'unit.give-code' }, { did: 'unit.end-code' }]);
    });

    it('shows people of a commune only their own unit, and needs the permission everywhere for changes', async () => {
      const centre = await centreWith(service, { stations: 2 });
      const [own, other] = centre.stations;
      if (!own || !other) throw new Error('no stations');
      const operator = await personWith(service, 'operator', { kind: 'station', id: own.id });
      expect((await operator.client.get(`/units/${own.unitId}`)).status).toBe(200);
      expect((await operator.client.get(`/units/${other.unitId}`)).status).toBe(404);
      expect((await operator.client.get<List>('/units')).body.items.map(({ id }) => id)).toEqual([own.unitId]);
      const local = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
      const refused = await local.client.post(`/units/${own.unitId}/codes`, { code: '30003', from: '2026-01-01' });
      expect(refused).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    });
  });

  describe('centres', () => {
    it('are created once per name and visible only to their own people', async () => {
      const { client } = administrator;
      const centre = await client.post('/centres', { name: 'Trung tâm Bình Sơn' });
      expect(centre).toMatchObject({ status: 201, body: { timeZone: TIME_ZONE } });
      const twice = await client.post('/centres', { name: 'Trung tâm Bình Sơn' });
      expect(twice).toMatchObject({ status: 409, body: { code: 'centre-name-taken' } });
      const stranger = await personWith(service, 'administrator', {
        kind: 'centre',
        id: (await centreWith(service)).id,
      });
      expect((await stranger.client.get(`/centres/${String(centre.body['id'])}`)).status).toBe(404);
      expect((await stranger.client.get<List>('/centres')).body.items).toHaveLength(1);
      expect((await stranger.client.post('/centres', { name: 'Mine' })).status).toBe(403);
    });

    it('are listed once each, page by page', async () => {
      const seen: string[] = [];
      let cursor = '';
      do {
        const page: List = (await administrator.client.get<List>(`/centres?limit=2${cursor}`)).body;
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next ? `&cursor=${page.next}` : '';
      } while (cursor);
      const [count] = await service.sql<{ n: number }>('SELECT count(*) AS n FROM centres');
      expect(new Set(seen).size).toBe(count?.n);
      expect(seen).toHaveLength(count?.n ?? 0);
    });

    it('refuse an unknown time zone', async () => {
      for (const timeZone of ['Asia/Nowhere', '+07:00', 'x'.repeat(65)]) {
        const answer = await administrator.client.post('/centres', { name: `Zone ${timeZone}`, timeZone });
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
      }
    });

    it('serve a station from one day until another, one centre at a time', async () => {
      const [a, b] = [await centreWith(service), await centreWith(service)];
      const station = await newStation(service);
      const { client } = administrator;
      const path = (centreId: string) => `/centres/${centreId}/stations`;
      expect((await client.post(path(a.id), { stationId: station.id, from: '2026-01-01' })).status).toBe(201);
      const second = await client.post(path(b.id), { stationId: station.id, from: '2026-02-01' });
      const served = { centre: { id: a.id }, from: '2026-01-01', until: null };
      expect(second).toMatchObject({ status: 409, body: { code: 'station-already-served', served } });
      const ending = { on: '2026-03-01', because: 'sáp nhập xã' };
      const ended = await client.post(`${path(a.id)}/${station.id}/end`, ending);
      expect(ended.body).toMatchObject({ from: '2026-01-01', until: '2026-03-01' });
      const again = await client.post(`${path(a.id)}/${station.id}/end`, ending);
      expect(again.body).toMatchObject({ code: 'station-not-served' });
      expect((await client.post(path(b.id), { stationId: station.id, from: '2026-03-01' })).status).toBe(201);
      expect((await client.get<Detail>(`/stations/${station.id}`)).body.centre?.id).toBe(b.id);
      expect((await deeds('station', station.id)).map(({ did }) => did)).toEqual([
        'centre.serve-station',
        'centre.end-serving-station',
        'centre.serve-station',
      ]);
    });

    it('cannot serve a station that the administrator does not manage', async () => {
      const [own, foreign] = [await centreWith(service), await centreWith(service, { stations: 1 })];
      const local = await personWith(service, 'administrator', { kind: 'centre', id: own.id });
      const stationId = foreign.stations[0]?.id;
      const taken = await local.client.post(`/centres/${own.id}/stations`, { stationId, from: '2026-01-01' });
      expect(taken.status).toBe(404);
      const given = await local.client.post(`/centres/${foreign.id}/stations`, { stationId, from: '2026-01-01' });
      expect(given.status).toBe(404);
    });
  });

  describe('stations', () => {
    const stationIn = (unitId: string, more = {}) => ({
      unitId,
      name: 'Đài truyền thanh xã',
      technology: 'ip',
      openedOn: '2024-01-01',
      ...more,
    });

    it('open once per unit on any one day', async () => {
      const unit = await newUnit(service);
      await giveCode(service, unit, { code: '21079' });
      const { client } = administrator;
      const opened = await client.post<Detail>('/stations', stationIn(unit));
      expect(opened.status).toBe(201);
      expect(opened.body).toMatchObject({ timeZone: TIME_ZONE, audioProfile: 'speech', centre: null });
      expect(opened.body.unit.codes).toEqual([{ code: '21079', from: '2022-01-01', until: null }]);
      const second = await client.post('/stations', stationIn(unit, { openedOn: '2025-01-01' }));
      expect(second).toMatchObject({ status: 409, body: { code: 'one-station-per-unit' } });
      const closing = { on: '2025-01-01', because: 'sáp nhập' };
      const closed = await client.post(`/stations/${opened.body.id}/close`, closing);
      expect(closed.body).toMatchObject({ closedOn: '2025-01-01' });
      expect((await client.post(`/stations/${opened.body.id}/close`, closing)).body).toMatchObject({
        code: 'station-closed',
      });
      expect((await client.post('/stations', stationIn(unit, { openedOn: '2025-01-01' }))).status).toBe(201);
    });

    it('open only in an existing unit', async () => {
      const answer = await administrator.client.post('/stations', stationIn('01900000-0000-7000-8000-000000000000'));
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    });

    it('are opened, changed and closed by the administrator of the centre that serves them', async () => {
      const centre = await centreWith(service);
      const local = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
      const unit = await newUnit(service);
      expect((await local.client.post('/stations', stationIn(unit))).status).toBe(403);
      const opened = await local.client.post<Detail>('/stations', stationIn(unit, { centreId: centre.id }));
      expect(opened.body.centre).toMatchObject({ id: centre.id });
      const changed = await local.client.edit(`/stations/${opened.body.id}`, {
        name: 'Đài  mới',
        audioProfile: 'lean',
      });
      expect(changed.body).toMatchObject({ name: 'Đài  mới', audioProfile: 'lean', technology: 'ip' });
      expect((await local.client.edit(`/stations/${opened.body.id}`, {})).status).toBe(400);
      const early = await local.client.post(`/stations/${opened.body.id}/close`, { on: '2024-01-01', because: 'thử' });
      expect(early.body).toMatchObject({ code: 'days-out-of-order' });
    });

    it('of others are hidden: they cannot be read, changed or closed', async () => {
      const [own, foreign] = [await centreWith(service, { stations: 1 }), await centreWith(service, { stations: 1 })];
      const id = foreign.stations[0]?.id ?? '';
      const local = await personWith(service, 'administrator', { kind: 'centre', id: own.id });
      const operator = await personWith(service, 'operator', { kind: 'station', id: own.stations[0]?.id ?? '' });
      for (const { client } of [local, operator]) {
        expect((await client.get(`/stations/${id}`)).status).toBe(404);
        expect((await client.get<List>('/stations')).body.items.map((item) => item.id)).toEqual([own.stations[0]?.id]);
        expect((await client.get<List>(`/stations?centreId=${foreign.id}`)).body.items).toEqual([]);
      }
      expect((await local.client.patch(`/stations/${id}`, { name: 'X' }, { 'if-match': '"seen"' })).status).toBe(404);
      expect((await local.client.post(`/stations/${id}/close`, { on: '2026-01-01', because: 'thử' })).status).toBe(404);
      expect((await operator.client.patch(`/stations/${id}`, { name: 'X' }, { 'if-match': '"seen"' })).status).toBe(
        403,
      );
    });

    it('are found by words of the name in any order, ignoring case and diacritics, and never by a wildcard', async () => {
      const centre = await centreWith(service);
      const station = await newStation(service, { name: 'Đài 100% Châu Ổ', servedBy: centre.id });
      const found = async (name: string) =>
        (await administrator.client.get<List>(`/stations?search=${encodeURIComponent(name)}`)).body.items;
      expect(await found('châu ổ')).toMatchObject([{ id: station.id, centreId: centre.id, centreName: centre.name }]);
      for (const search of ['chau o', 'O dai CHAU']) expect(await found(search)).toMatchObject([{ id: station.id }]);
      expect(await found('chau pho')).toEqual([]);
      expect(await found('châu ổ'.normalize('NFD'))).toHaveLength(1);
      expect(await found('100%')).toHaveLength(1);
      expect(await found('1%0')).toEqual([]);
    });
  });
});
