import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { aHandover, type Handover, personOf, placeBoth } from '../../factories/handover.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import type { TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

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
});
