import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BroadcastView } from '../../../src/scheduling/broadcasts/broadcasts.schemas.js';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import {
  centreWith,
  LONG_AGO,
  newStation,
  type TestCentre,
  type TestStation,
} from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

// Sunday, 08:00 in Vietnam. C serves the station until 2 March, D from 3 March on.
const NOW = '2026-03-01T01:00:00Z';
const HANDOVER = '2026-03-03';
const WEEK = 'from=2026-03-01&until=2026-03-07';

type List = { items: BroadcastView[] };

describe('a station that passes from centre C to centre D on 3 March', () => {
  let service: TestService;
  let centreC: TestCentre;
  let centreD: TestCentre;
  let station: TestStation;
  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(NOW);
    [centreC, centreD] = [await centreWith(service), await centreWith(service)];
    station = await newStation(service, { name: 'Đài xã Bình Trị' });
    await serve(centreC, LONG_AGO, HANDOVER);
    await serve(centreD, HANDOVER, null);
  });

  const serve = (centre: TestCentre, from: string, until: string | null, stationId = station.id) =>
    service.sql('INSERT INTO centre_stations VALUES ($1, $2, $3, $4)', [centre.id, stationId, from, until]);
  const of = (role: Parameters<typeof personWith>[1], centre: TestCentre): Promise<TestPerson> =>
    personWith(service, role, { kind: 'centre', id: centre.id });
  const everyDay = async (owner: { centreId: string } | { stationId: string }, more: Record<string, unknown> = {}) => ({
    ...owner,
    programId: (await anApprovedProgram(service, { ...owner, seconds: 60 })).id,
    repeats: 'weekly',
    days: [1, 2, 3, 4, 5, 6, 7],
    times: ['17:15'],
    validFrom: '2026-03-01',
    ...('centreId' in owner ? { stationIds: [station.id] } : {}),
    ...more,
  });
  const place = async (by: TestPerson, entry: object): Promise<PlacedEntry> => {
    const { status, body } = await by.client.post<PlacedEntry>('/entries', entry);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  /** Both centres have an entry at 17:15 every day: C from 1 March on, D from 3 March on. */
  const placeBoth = async () => {
    const [byC, byD] = [await of('editor', centreC), await of('editor', centreD)];
    const entryOfC = await place(byC, await everyDay({ centreId: centreC.id }));
    const entryOfD = await place(byD, await everyDay({ centreId: centreD.id }, { validFrom: HANDOVER }));
    return { byC, byD, entryOfC, entryOfD };
  };
  const daysIn = async ({ client }: TestPerson, path: string) => {
    const { status, body } = await client.get<List>(path);
    return status === 200 ? body.items.map(({ airsOn }) => airsOn) : status;
  };

  describe('on 1 March', () => {
    it('is planned by D’s editor for 3 March, who sees what was planned', async () => {
      const { byD, entryOfD } = await placeBoth();
      expect(entryOfD).toMatchObject({ stationIds: [station.id], planned: 13 });
      expect(entryOfD.nextAirings[0]).toMatchObject({ stationId: station.id, airsOn: HANDOVER });
      const listed = await byD.client.get<{ items: { id: string }[] }>(`/entries?stationId=${station.id}`);
      expect(listed.body.items.map(({ id }) => id)).toEqual([entryOfD.id]);
    });

    it('is not planned by D’s editor for 2 March, neither by C’s for 3 March', async () => {
      const early = await everyDay({ centreId: centreD.id }, { repeats: 'once', days: [], validFrom: '2026-03-02' });
      const late = await everyDay({ centreId: centreC.id }, { repeats: 'once', days: [], validFrom: HANDOVER });
      expect((await (await of('editor', centreD)).client.post('/entries', early)).status).toBe(404);
      expect((await (await of('editor', centreC)).client.post('/entries', late)).status).toBe(404);
    });

    it('gets its own entry for 3 March from D’s editor, who may withdraw it at once; C’s may not', async () => {
      const [byC, byD] = [await of('editor', centreC), await of('editor', centreD)];
      const own = await everyDay({ stationId: station.id }, { validFrom: HANDOVER });
      expect((await byC.client.post('/entries', own)).status).toBe(404);
      const { id } = await place(byD, own);
      expect((await byC.client.post(`/entries/${id}/withdraw`, { because: 'nhầm' })).status).toBe(404);
      expect((await byD.client.post(`/entries/${id}/withdraw`, { because: 'nhầm' })).status).toBe(200);
    });

    it('joins a group of D from 3 March on, through which D’s editor plans', async () => {
      const administrator = await of('administrator', centreD);
      const group = { name: 'Ven biển', stationIds: [station.id] };
      const path = `/centres/${centreD.id}/groups`;
      expect((await administrator.client.post(path, group)).body).toMatchObject({ code: 'station-not-served' });
      const formed = await administrator.client.post<{ id: string }>(path, { ...group, from: HANDOVER });
      expect(formed.body).toMatchObject({ stationIds: [], changes: [{ stationId: station.id, from: HANDOVER }] });
      const entry = await everyDay({ centreId: centreD.id }, { validFrom: HANDOVER, stationIds: [] });
      const editor = await of('editor', centreD);
      expect(await place(editor, { ...entry, groupIds: [formed.body.id] })).toMatchObject({ planned: 13 });
      const early = await editor.client.post('/entries', {
        ...entry,
        validFrom: '2026-03-02',
        groupIds: [formed.body.id],
      });
      expect(early).toMatchObject({ status: 409, body: { code: 'group-without-stations' } });
    });
  });

  describe('in the list of broadcasts', () => {
    const DAYS_OF_C = ['2026-03-01', '2026-03-02'];
    const DAYS_OF_D = ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07'];

    it.each(['2026-03-01T01:00:00Z', '2026-03-05T01:00:00Z'])(
      'is shown to each centre with its own days, at %s',
      async (now) => {
        await placeBoth();
        service.clock.moveTo(now);
        const [byC, byD] = [await of('leader', centreC), await of('leader', centreD)];
        expect(await daysIn(byC, `/broadcasts?centreId=${centreC.id}&${WEEK}`)).toEqual(DAYS_OF_C);
        expect(await daysIn(byD, `/broadcasts?centreId=${centreD.id}&${WEEK}`)).toEqual(DAYS_OF_D);
        expect(await daysIn(byC, `/broadcasts?stationId=${station.id}&${WEEK}`)).toEqual(DAYS_OF_C);
        expect(await daysIn(byD, `/broadcasts?stationId=${station.id}&${WEEK}`)).toEqual(DAYS_OF_D);
        expect(await daysIn(byD, `/broadcasts?centreId=${centreC.id}&${WEEK}`)).toBe(404);
        expect(await daysIn(byD, `/broadcasts?stationId=${station.id}&from=2026-03-01&until=2026-03-02`)).toBe(404);
        const operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
        const all = `/broadcasts?stationId=${station.id}&${WEEK}`;
        expect(await daysIn(operator, all)).toEqual([...DAYS_OF_C, ...DAYS_OF_D]);
        const above = await personWith(service, 'leader');
        expect(await daysIn(above, all)).toEqual([...DAYS_OF_C, ...DAYS_OF_D]);
      },
    );

    it('goes on being shown page by page', async () => {
      const { byD } = await placeBoth();
      const path = `/broadcasts?centreId=${centreD.id}&${WEEK}&limit=2`;
      const first = await byD.client.get<List & { next: string }>(path);
      const second = await byD.client.get<List>(`${path}&cursor=${first.body.next}`);
      const days = [...first.body.items, ...second.body.items].map(({ airsOn }) => airsOn);
      expect(days).toEqual(DAYS_OF_D.slice(0, 4));
    });
  });

  describe('after the handover', () => {
    const onDay = async (startsAt: string) => {
      const { id: programId } = await anApprovedProgram(service, { centreId: centreC.id });
      return broadcastWith(service, { stationId: station.id, programId, startsAt });
    };
    const paths = (day: string, id: string) => [
      `/stations/${station.id}/today?day=${day}`,
      `/broadcasts/${id}/outcome`,
      `/broadcasts/${id}/plays`,
      `/broadcasts?stationId=${station.id}&from=${day}&until=${day}`,
    ];
    const statuses = async (by: TestPerson, all: readonly string[]) => {
      const answers = await Promise.all(all.map((path) => by.client.get(path)));
      return answers.map(({ status }) => status);
    };

    it('a day of C’s is opened by C’s leader and not by D’s, one of D’s the other way round, all by the operator', async () => {
      const [old, young] = [await onDay('2026-03-02T10:15:00Z'), await onDay('2026-03-03T10:15:00Z')];
      service.clock.moveTo('2026-03-05T01:00:00Z');
      const [byC, byD] = [await of('leader', centreC), await of('leader', centreD)];
      const operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
      const [oldPaths, youngPaths] = [paths('2026-03-02', old.id), paths('2026-03-03', young.id)];
      expect(await statuses(byC, oldPaths)).toEqual([200, 200, 200, 200]);
      expect(await statuses(byC, youngPaths)).toEqual([404, 404, 404, 404]);
      expect(await statuses(byD, oldPaths)).toEqual([404, 404, 404, 404]);
      expect(await statuses(byD, youngPaths)).toEqual([200, 200, 200, 200]);
      expect(await statuses(operator, [...oldPaths, ...youngPaths])).toEqual(Array(8).fill(200));
      expect((await byC.client.get(`/stations/${station.id}/today`)).status).toBe(404);
    });

    it('its reports are C’s until 2 March and D’s from 3 March on', async () => {
      await onDay('2026-03-02T10:15:00Z');
      await onDay('2026-03-03T10:15:00Z');
      service.clock.moveTo('2026-03-05T01:00:00Z');
      const report = async (by: TestPerson, { id }: TestCentre) => {
        const path = `/reports/airtime?centreId=${id}&by=station&${WEEK}`;
        const { status, body } = await by.client.get<{ totals: { plannedCount: number } }>(path);
        return status === 200 ? body.totals.plannedCount : status;
      };
      const [byC, byD] = [await of('leader', centreC), await of('leader', centreD)];
      expect(await report(byC, centreC)).toBe(1);
      expect(await report(byD, centreD)).toBe(1);
      expect(await report(byD, centreC)).toBe(404);
      expect(await report(byC, centreD)).toBe(404);
      const commune = await personWith(service, 'leader', { kind: 'station', id: station.id });
      expect([await report(commune, centreC), await report(commune, centreD)]).toEqual([1, 1]);
    });

    it('a confirmation of a day of C’s is given by C’s operator, not by D’s', async () => {
      const { id } = await onDay('2026-03-02T10:15:00Z');
      service.clock.moveTo('2026-03-03T01:00:00Z');
      const word = () => ({ said: 'heard', tap: crypto.randomUUID(), saidAt: service.clock.now().toISOString() });
      const confirm = async (by: TestPerson) => (await by.client.post(`/broadcasts/${id}/confirmation`, word())).status;
      expect(await confirm(await of('operator', centreD))).toBe(404);
      expect(await confirm(await of('operator', centreC))).toBeLessThan(300);
    });

    it('its entries are listed for the days asked for', async () => {
      const { entryOfC, entryOfD } = await placeBoth();
      service.clock.moveTo('2026-03-05T01:00:00Z');
      const [byC, byD] = [await of('leader', centreC), await of('leader', centreD)];
      const ids = async (by: TestPerson, query = '') => {
        const path = `/entries?stationId=${station.id}${query}`;
        const { status, body } = await by.client.get<{ items: { id: string }[] }>(path);
        return status === 200 ? body.items.map(({ id }) => id) : status;
      };
      expect(await ids(byD)).toEqual([entryOfD.id]);
      expect(await ids(byC)).toBe(404);
      expect(await ids(byC, '&from=2026-03-01&until=2026-03-02')).toEqual([entryOfC.id]);
      expect((await byD.client.get(`/entries/${entryOfC.id}`)).status).toBe(404);
      const operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
      expect(await ids(operator, '&from=2026-03-01')).toEqual([entryOfD.id, entryOfC.id]);
      expect(await ids(operator)).toEqual([entryOfD.id]);
    });
  });

  describe('whose handover was set on a wrong day', () => {
    const path = ({ id }: TestCentre) => `/centres/${id}/stations/${station.id}`;
    const because = 'Ghi nhầm ngày bàn giao';
    const planned = async () => {
      const rows = await service.sql<{ day: string; id: string; entryId: string }>(
        `SELECT airs_on AS day, id, entry_id AS "entryId" FROM broadcasts
         WHERE station_id = $1 AND withdrawn_at IS NULL AND airs_on <= '2026-03-06' ORDER BY starts_at`,
        [station.id],
      );
      return rows.map(({ day, id, entryId }) => [day, entryId, id]);
    };

    it('airs C’s programs two days longer at once, and the same broadcasts as before when it is mended back', async () => {
      const { entryOfC, entryOfD } = await placeBoth();
      const administrator = await personWith(service, 'administrator');
      const before = await planned();
      expect((await administrator.client.edit(path(centreD), { from: '2026-03-05', because })).status).toBe(200);
      const mended = await administrator.client.edit(path(centreC), { until: '2026-03-05', because });
      expect(mended).toMatchObject({ status: 200, body: { from: LONG_AGO, until: '2026-03-05' } });
      const ownersOf = (rows: (string | undefined)[][]) => rows.map(([day, entryId]) => [day, entryId]);
      await until('C airs on 3 and 4 March', async () => ownersOf(await planned())[3]?.[1] === entryOfC.id);
      expect(ownersOf(await planned())).toEqual([
        ...['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'].map((day) => [day, entryOfC.id]),
        ...['2026-03-05', '2026-03-06'].map((day) => [day, entryOfD.id]),
      ]);
      expect((await administrator.client.edit(path(centreC), { until: HANDOVER, because })).status).toBe(200);
      await until('C is off the air on 3 March', async () => (await planned()).length === 4);
      expect((await administrator.client.edit(path(centreD), { from: HANDOVER, because })).status).toBe(200);
      await until('D is back', async () => (await planned()).length === 6);
      expect(await planned()).toEqual(before);
      const deeds = await service.sql(
        `SELECT because, details->'before' AS before, details->'from' AS "from" FROM audit_entries
         WHERE did = 'centre.mend-serving' AND thing_id = $1 ORDER BY id LIMIT 1`,
        [station.id],
      );
      expect(deeds).toEqual([{ because, before: { from: HANDOVER, until: null }, from: '2026-03-05' }]);
    });

    it('is refused where another centre serves it, in the wrong order, and after somebody else has changed it', async () => {
      const { client } = await personWith(service, 'administrator');
      const overlap = await client.edit(path(centreC), { until: '2026-03-05', because });
      expect(overlap).toMatchObject({ status: 409, body: { code: 'station-already-served' } });
      const backwards = await client.edit(path(centreC), { until: '2021-01-01', because });
      expect(backwards).toMatchObject({ status: 409, body: { code: 'days-out-of-order' } });
      expect((await client.edit(path(centreC), { because })).status).toBe(400);
      expect((await client.patch(path(centreC), { until: '2026-03-02', because })).status).toBe(428);
      const etag = (await client.get(path(centreC))).headers.get('etag') ?? '';
      await client.edit(path(centreC), { until: '2026-03-02', because });
      const stale = await client.patch(path(centreC), { until: '2026-03-01', because }, { 'if-match': etag });
      expect(stale).toMatchObject({ status: 412, body: { current: { until: '2026-03-02' } } });
      const elsewhere = await centreWith(service);
      expect((await client.edit(path(elsewhere), { until: null, because })).status).toBe(404);
    });

    it('is mended by the administrator of the centre that left it, also of the earlier of two times', async () => {
      await service.sql(`UPDATE centre_stations SET served_until = '2026-03-10' WHERE centre_id = $1`, [centreD.id]);
      await serve(centreC, '2026-03-10', null);
      service.clock.moveTo('2026-03-12T01:00:00Z');
      const { client } = await of('administrator', centreC);
      const shown = async (on: string) => (await client.get<{ from: string }>(`${path(centreC)}?on=${on}`)).body.from;
      expect([await shown('2026-03-01'), await shown('2026-03-12')]).toEqual([LONG_AGO, '2026-03-10']);
      expect([await shown('2020-01-01'), await shown('2026-03-05')]).toEqual([LONG_AGO, LONG_AGO]);
      const etag = (await client.get(`${path(centreC)}?on=2026-03-01`)).headers.get('etag') ?? '';
      const mended = await client.patch(path(centreC), { until: '2026-03-02', because }, { 'if-match': etag });
      expect(mended).toMatchObject({ status: 200, body: { from: LONG_AGO, until: '2026-03-02' } });
      expect((await (await of('administrator', centreD)).client.get(path(centreC))).status).toBe(404);
      expect((await (await of('editor', centreC)).client.patch(path(centreC), { because })).status).toBe(403);
    });
  });
});
