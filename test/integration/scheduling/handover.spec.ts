import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import type { BroadcastView } from '../../../src/scheduling/broadcasts/broadcasts.schemas.js';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { askForToken } from '../../factories/api-token.factory.js';
import { aHandover, everyDay, type Handover, HANDOVER, personOf, placeBoth } from '../../factories/handover.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Sunday, 08:00 in Vietnam.
const NOW = '2026-03-01T01:00:00Z';
const WEEK = 'from=2026-03-01&until=2026-03-07';

type List = { items: BroadcastView[] };

describe('a station that passes from centre C to centre D on 3 March', () => {
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

  const place = async (by: TestPerson, entry: object): Promise<PlacedEntry> => {
    const { status, body } = await by.client.post<PlacedEntry>('/entries', entry);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };

  const daysIn = async ({ client }: Pick<TestPerson, 'client'>, path: string) => {
    const { status, body } = await client.get<{ items: BroadcastView[] }>(path);
    return status === 200 ? body.items.map(({ airsOn }) => airsOn) : status;
  };

  describe('on 1 March', () => {
    it('is planned by D’s editor for 3 March, at the minute of C’s entry, which does not air by then: they do not clash', async () => {
      const { byD, entryOfC, entryOfD } = await placeBoth(service, handover);
      expect(entryOfC.planned).toBe(2);
      expect(entryOfD).toMatchObject({ terms: [{ stationIds: [handover.station.id] }], planned: 13 });
      expect(entryOfD.nextAirings[0]).toMatchObject({ stationId: handover.station.id, airsOn: HANDOVER });
      const listed = await byD.client.get<{ items: { id: string }[] }>(`/entries?stationId=${handover.station.id}`);
      expect(listed.body.items.map(({ id }) => id)).toEqual([entryOfD.id]);
    });

    it('is not planned by D’s editor for 2 March, neither by C’s for 3 March', async () => {
      const early = await everyDay(
        service,
        handover.station,
        { centreId: handover.centreD.id },
        { rule: null, startsOn: '2026-03-02' },
      );
      const late = await everyDay(
        service,
        handover.station,
        { centreId: handover.centreC.id },
        { rule: null, startsOn: HANDOVER },
      );
      expect((await (await personOf(service, 'editor', handover.centreD)).client.post('/entries', early)).status).toBe(
        404,
      );
      const answer = await (await personOf(service, 'editor', handover.centreC)).client.post('/entries', late);
      expect([answer.status, answer.body]).toMatchObject([409, { code: 'station-not-served' }]);
    });

    it('gets its own entry for 3 March from D’s editor, who may change and withdraw it at once; C’s may not', async () => {
      const [byC, byD] = [
        await personOf(service, 'editor', handover.centreC),
        await personOf(service, 'editor', handover.centreD),
      ];
      const own = await everyDay(service, handover.station, { stationId: handover.station.id }, { startsOn: HANDOVER });
      expect((await byC.client.post('/entries', own)).status).toBe(404);
      const { id } = await place(byD, own);
      const later = { from: '2026-03-05', times: ['18:15'] };
      const skipped = { action: 'skip', from: '2026-03-04' };
      const seen = await byD.client.get(`/entries/${id}`);
      const asSeen = { 'if-match': seen.headers.get('etag') ?? '' };
      expect((await byC.client.patch(`/entries/${id}`, later, asSeen)).status).toBe(404);
      expect((await byD.client.edit(`/entries/${id}`, later)).status).toBe(200);
      expect((await except(byD.client, id, skipped)).body).toMatchObject({ exceptions: [{ from: '2026-03-04' }] });
      expect((await byC.client.post(`/entries/${id}/withdraw`, { because: 'nhầm' })).status).toBe(404);
      expect((await byD.client.post(`/entries/${id}/withdraw`, { because: 'nhầm' })).status).toBe(200);
    });

    it('joins a group of D from 3 March on, through which D’s editor plans', async () => {
      const administrator = await personOf(service, 'administrator', handover.centreD);
      const group = { name: 'Ven biển', stationIds: [handover.station.id] };
      const path = `/centres/${handover.centreD.id}/groups`;
      expect((await administrator.client.post(path, group)).body).toMatchObject({ code: 'station-not-served' });
      const formed = await administrator.client.post<{ id: string }>(path, { ...group, from: HANDOVER });
      expect(formed.body).toMatchObject({
        stationIds: [],
        changes: [{ stationId: handover.station.id, from: HANDOVER }],
      });
      const entry = await everyDay(
        service,
        handover.station,
        { centreId: handover.centreD.id },
        { startsOn: HANDOVER, stationIds: [] },
      );
      const editor = await personOf(service, 'editor', handover.centreD);
      expect(await place(editor, { ...entry, groupIds: [formed.body.id] })).toMatchObject({ planned: 13 });
      const early = await editor.client.post('/entries', {
        ...entry,
        startsOn: '2026-03-02',
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
        await placeBoth(service, handover);
        service.clock.moveTo(now);
        const [byC, byD] = [
          await personOf(service, 'leader', handover.centreC),
          await personOf(service, 'leader', handover.centreD),
        ];
        expect(await daysIn(byC, `/broadcasts?centreId=${handover.centreC.id}&${WEEK}`)).toEqual(DAYS_OF_C);
        expect(await daysIn(byD, `/broadcasts?centreId=${handover.centreD.id}&${WEEK}`)).toEqual(DAYS_OF_D);
        expect(await daysIn(byC, `/broadcasts?stationId=${handover.station.id}&${WEEK}`)).toEqual(DAYS_OF_C);
        expect(await daysIn(byD, `/broadcasts?stationId=${handover.station.id}&${WEEK}`)).toEqual(DAYS_OF_D);
        expect(await daysIn(byD, `/broadcasts?centreId=${handover.centreC.id}&${WEEK}`)).toBe(404);
        expect(await daysIn(byD, `/broadcasts?stationId=${handover.station.id}&from=2026-03-01&until=2026-03-02`)).toBe(
          404,
        );
        const operator = await personWith(service, 'operator', { kind: 'station', id: handover.station.id });
        const all = `/broadcasts?stationId=${handover.station.id}&${WEEK}`;
        expect(await daysIn(operator, all)).toEqual([...DAYS_OF_C, ...DAYS_OF_D]);
        const above = await personWith(service, 'leader');
        expect(await daysIn(above, all)).toEqual([...DAYS_OF_C, ...DAYS_OF_D]);
      },
    );

    it('is shown to a program of C’s editor, whose token names the station, with C’s days', async () => {
      const { byC } = await placeBoth(service, handover);
      const scopes = [{ kind: 'station', id: handover.station.id }];
      const { body } = await askForToken(byC, { permissions: ['schedule:read'], scopes });
      const client = clientOf(service.url, body.token);
      const path = `/broadcasts?stationId=${handover.station.id}&${WEEK}`;
      expect(await daysIn({ client }, path)).toEqual(DAYS_OF_C);
      service.clock.moveTo('2026-03-05T01:00:00Z');
      expect(await daysIn({ client }, path)).toEqual(DAYS_OF_C);
      expect(await daysIn({ client }, `/broadcasts?stationId=${handover.station.id}`)).toBe(404);
    });

    it('is shown to people of its unit with all days', async () => {
      await placeBoth(service, handover);
      const unit = await personWith(service, 'leader', { kind: 'unit', id: handover.station.unitId });
      const path = `/broadcasts?stationId=${handover.station.id}&${WEEK}`;
      expect(await daysIn(unit, path)).toEqual([...DAYS_OF_C, ...DAYS_OF_D]);
    });

    it('goes on being shown page by page', async () => {
      const { byD } = await placeBoth(service, handover);
      const path = `/broadcasts?centreId=${handover.centreD.id}&${WEEK}&limit=2`;
      const first = await byD.client.get<List & { next: string }>(path);
      const second = await byD.client.get<List>(`${path}&cursor=${first.body.next}`);
      const days = [...first.body.items, ...second.body.items].map(({ airsOn }) => airsOn);
      expect(days).toEqual(DAYS_OF_D.slice(0, 4));
    });
  });
});
