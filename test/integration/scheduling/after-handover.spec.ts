import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import {
  aHandover,
  type Handover,
  HANDOVER,
  personOf,
  placeBoth,
  serveFrom,
} from '../../factories/handover.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, LONG_AGO, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

// Sunday, 08:00 in Vietnam.
const NOW = '2026-03-01T01:00:00Z';
const WEEK = 'from=2026-03-01&until=2026-03-07';

describe('a station that passed from centre C to centre D on 3 March', () => {
  let service: TestService;
  let handover: Handover;
  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(NOW);
    handover = await aHandover(service);
  });

  describe('after the handover', () => {
    const onDay = async (startsAt: string) => {
      const { id: programId } = await anApprovedProgram(service, { centreId: handover.centreC.id });
      return broadcastWith(service, { stationId: handover.station.id, programId, startsAt });
    };
    const paths = (day: string, id: string) => [
      `/stations/${handover.station.id}/today?day=${day}`,
      `/broadcasts/${id}/outcome`,
      `/broadcasts/${id}/plays`,
      `/broadcasts?stationId=${handover.station.id}&from=${day}&until=${day}`,
    ];
    const statuses = async (by: TestPerson, all: readonly string[]) => {
      const answers = await Promise.all(all.map((path) => by.client.get(path)));
      return answers.map(({ status }) => status);
    };

    it('a day of C’s is opened by C’s leader and not by D’s, one of D’s the other way round, all by the operator', async () => {
      const [old, young] = [await onDay('2026-03-02T10:15:00Z'), await onDay('2026-03-03T10:15:00Z')];
      service.clock.moveTo('2026-03-05T01:00:00Z');
      const [byC, byD] = [
        await personOf(service, 'leader', handover.centreC),
        await personOf(service, 'leader', handover.centreD),
      ];
      const operator = await personWith(service, 'operator', { kind: 'station', id: handover.station.id });
      const [oldPaths, youngPaths] = [paths('2026-03-02', old.id), paths('2026-03-03', young.id)];
      expect(await statuses(byC, oldPaths)).toEqual([200, 200, 200, 200]);
      expect(await statuses(byC, youngPaths)).toEqual([404, 404, 404, 404]);
      expect(await statuses(byD, oldPaths)).toEqual([404, 404, 404, 404]);
      expect(await statuses(byD, youngPaths)).toEqual([200, 200, 200, 200]);
      expect(await statuses(operator, [...oldPaths, ...youngPaths])).toEqual(Array(8).fill(200));
      expect((await byC.client.get(`/stations/${handover.station.id}/today`)).status).toBe(404);
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
      const [byC, byD] = [
        await personOf(service, 'leader', handover.centreC),
        await personOf(service, 'leader', handover.centreD),
      ];
      expect(await report(byC, handover.centreC)).toBe(1);
      expect(await report(byD, handover.centreD)).toBe(1);
      expect(await report(byD, handover.centreC)).toBe(404);
      expect(await report(byC, handover.centreD)).toBe(404);
      const commune = await personWith(service, 'leader', { kind: 'station', id: handover.station.id });
      expect([await report(commune, handover.centreC), await report(commune, handover.centreD)]).toEqual([1, 1]);
    });

    it('a confirmation of a day of C’s is given by C’s operator, not by D’s', async () => {
      const { id } = await onDay('2026-03-02T10:15:00Z');
      service.clock.moveTo('2026-03-03T01:00:00Z');
      const word = () => ({ said: 'heard', tap: crypto.randomUUID(), saidAt: service.clock.now().toISOString() });
      const confirm = async (by: TestPerson) => (await by.client.post(`/broadcasts/${id}/confirmation`, word())).status;
      expect(await confirm(await personOf(service, 'operator', handover.centreD))).toBe(404);
      expect(await confirm(await personOf(service, 'operator', handover.centreC))).toBeLessThan(300);
    });

    it('its entries are listed for the days asked for', async () => {
      const { entryOfC, entryOfD } = await placeBoth(service, handover);
      service.clock.moveTo('2026-03-05T01:00:00Z');
      const [byC, byD] = [
        await personOf(service, 'leader', handover.centreC),
        await personOf(service, 'leader', handover.centreD),
      ];
      const ids = async (by: TestPerson, query = '') => {
        const path = `/entries?stationId=${handover.station.id}${query}`;
        const { status, body } = await by.client.get<{ items: { id: string }[] }>(path);
        return status === 200 ? body.items.map(({ id }) => id) : status;
      };
      expect(await ids(byD)).toEqual([entryOfD.id]);
      expect(await ids(byC)).toBe(404);
      expect(await ids(byC, '&from=2026-03-01&until=2026-03-02')).toEqual([entryOfC.id]);
      expect((await byD.client.get(`/entries/${entryOfC.id}`)).status).toBe(404);
      const operator = await personWith(service, 'operator', { kind: 'station', id: handover.station.id });
      expect(await ids(operator, '&from=2026-03-01')).toEqual([entryOfD.id, entryOfC.id]);
      expect(await ids(operator)).toEqual([entryOfD.id]);
    });
  });

  describe('whose handover was set on a wrong day', () => {
    const path = ({ id }: TestCentre) => `/centres/${id}/stations/${handover.station.id}`;
    const because = 'Ghi nhầm ngày bàn giao';
    const planned = async () => {
      const rows = await service.sql<{ day: string; id: string; entryId: string }>(
        `SELECT airs_on AS day, id, entry_id AS "entryId" FROM broadcasts
         WHERE station_id = $1 AND state = 'planned' AND airs_on <= '2026-03-06' ORDER BY starts_at`,
        [handover.station.id],
      );
      return rows.map(({ day, id, entryId }) => [day, entryId, id]);
    };

    it('airs C’s programs two days longer at once, and the same broadcasts under the same ids once it is mended', async () => {
      const { entryOfC, entryOfD } = await placeBoth(service, handover);
      const administrator = await personWith(service, 'administrator');
      const before = await planned();
      expect(before).toHaveLength(6);
      expect((await administrator.client.edit(path(handover.centreD), { from: '2026-03-05', because })).status).toBe(
        200,
      );
      const mended = await administrator.client.edit(path(handover.centreC), { until: '2026-03-05', because });
      expect(mended).toMatchObject({ status: 200, body: { from: LONG_AGO, until: '2026-03-05' } });
      const ownersOf = (rows: (string | undefined)[][]) => rows.map(([day, entryId]) => [day, entryId]);
      await until('C airs on 3 and 4 March', async () => ownersOf(await planned())[3]?.[1] === entryOfC.id);
      expect(ownersOf(await planned())).toEqual([
        ...['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'].map((day) => [day, entryOfC.id]),
        ...['2026-03-05', '2026-03-06'].map((day) => [day, entryOfD.id]),
      ]);
      expect((await administrator.client.edit(path(handover.centreC), { until: HANDOVER, because })).status).toBe(200);
      await until('C is off the air on 3 March', async () => (await planned()).length === 4);
      expect((await administrator.client.edit(path(handover.centreD), { from: HANDOVER, because })).status).toBe(200);
      await until('D is back', async () => (await planned()).length === 6);
      expect(await planned()).toEqual(before);
      const deeds = await service.sql(
        `SELECT because, details->'before' AS before, details->'from' AS "from" FROM audit_entries
         WHERE did = 'centre.mend-serving' AND thing_id = $1 ORDER BY id LIMIT 1`,
        [handover.station.id],
      );
      expect(deeds).toEqual([{ because, before: { from: HANDOVER, until: null }, from: '2026-03-05' }]);
    });

    it('is refused where another centre serves it, in the wrong order, and after somebody else has changed it', async () => {
      const { client } = await personWith(service, 'administrator');
      const overlap = await client.edit(path(handover.centreC), { until: '2026-03-05', because });
      expect(overlap).toMatchObject({
        status: 409,
        body: { code: 'station-already-served', served: expect.anything() },
      });
      const backwards = await client.edit(path(handover.centreC), { until: '2021-01-01', because });
      expect(backwards).toMatchObject({ status: 409, body: { code: 'days-out-of-order' } });
      expect((await client.edit(path(handover.centreC), { because })).status).toBe(400);
      expect((await client.patch(path(handover.centreC), { until: '2026-03-02', because })).status).toBe(428);
      const etag = (await client.get(path(handover.centreC))).headers.get('etag') ?? '';
      await client.edit(path(handover.centreC), { until: '2026-03-02', because });
      const stale = await client.patch(path(handover.centreC), { until: '2026-03-01', because }, { 'if-match': etag });
      expect(stale).toMatchObject({ status: 412, body: { current: { until: '2026-03-02' } } });
      const elsewhere = await centreWith(service);
      expect((await client.edit(path(elsewhere), { until: null, because })).status).toBe(404);
    });

    it('is mended by the administrator of the centre that left it, also of the earlier of two times', async () => {
      await service.sql(`UPDATE centre_stations SET served_until = '2026-03-10' WHERE centre_id = $1`, [
        handover.centreD.id,
      ]);
      await serveFrom(service, handover.centreC, handover.station, { from: '2026-03-10', until: null });
      service.clock.moveTo('2026-03-12T01:00:00Z');
      const { client } = await personOf(service, 'administrator', handover.centreC);
      const shown = async (on: string) =>
        (await client.get<{ from: string }>(`${path(handover.centreC)}?on=${on}`)).body.from;
      expect([await shown('2026-03-01'), await shown('2026-03-12')]).toEqual([LONG_AGO, '2026-03-10']);
      expect([await shown('2020-01-01'), await shown('2026-03-05')]).toEqual([LONG_AGO, LONG_AGO]);
      const etag = (await client.get(`${path(handover.centreC)}?on=2026-03-01`)).headers.get('etag') ?? '';
      const mended = await client.patch(path(handover.centreC), { until: '2026-03-02', because }, { 'if-match': etag });
      expect(mended).toMatchObject({ status: 200, body: { from: LONG_AGO, until: '2026-03-02' } });
      expect(
        (await (await personOf(service, 'administrator', handover.centreD)).client.get(path(handover.centreC))).status,
      ).toBe(404);
      expect(
        (await (await personOf(service, 'editor', handover.centreC)).client.patch(path(handover.centreC), { because }))
          .status,
      ).toBe(403);
    });
  });
});
