import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { BroadcastsChanged } from '../../../src/scheduling/broadcasts/broadcasts-changed.event.js';
import type { BroadcastView } from '../../../src/scheduling/broadcasts/broadcasts.schemas.js';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { EntryDetails, PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';

let service: TestService;
let centre: TestCentre;
let stationId: string;
let editor: TestPerson;
let programId: string;

beforeAll(async () => {
  service = await startService({ at: NOW, settings: { SESSION_HOURS: '1000' } });
});
afterAll(() => service.stop());
beforeEach(async () => {
  service.clock.moveTo(NOW);
  centre = await centreWith(service, { stations: 2 });
  stationId = centre.stations[0]?.id ?? '';
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 600 })).id;
});

const place = (more: Record<string, unknown> = {}) =>
  editor.client.post<PlacedEntry>('/entries', {
    centreId: centre.id,
    programId,
    rule: 'FREQ=WEEKLY;BYDAY=MO,TH',
    times: ['17:15'],
    startsOn: '2026-03-02',
    stationIds: centre.stations.map(({ id }) => id),
    ...more,
  });
const withdraw = (id: string, because = 'Nhầm giờ') =>
  editor.client.post<EntryDetails>(`/entries/${id}/withdraw`, { because });
const listed = async (query: string) =>
  (await editor.client.get<{ items: BroadcastView[]; next: string | null }>(`/broadcasts?${query}`)).body;

describe('withdrawing an entry', () => {
  it('withdraws what is ahead and what is on the air, keeps what is over, and frees the airtime', async () => {
    const { body } = await place({ rule: 'FREQ=DAILY' });
    service.clock.moveTo('2026-03-03T10:20:00Z');
    const answer = await withdraw(body.id);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ withdrawnNote: 'Nhầm giờ', nextAirings: [] });
    const rest = await listed(`stationId=${stationId}&from=2026-03-02&until=2026-03-31`);
    expect(rest.items.map(({ airsOn }) => airsOn)).toEqual(['2026-03-02']);
    const all = await listed(`stationId=${stationId}&from=2026-03-02&until=2026-03-03&withdrawn=true`);
    expect(all.items.map((one) => [one.airsOn, one.reason, one.note])).toEqual([
      ['2026-03-02', null, null],
      ['2026-03-03', 'entry-withdrawn', 'Nhầm giờ'],
    ]);
    expect((await place({ rule: 'FREQ=DAILY', times: ['17:16'] })).status).toBe(201);
  });

  it('changes nothing the second time, and is recorded once', async () => {
    const { body } = await place();
    const [first, second] = [await withdraw(body.id), await withdraw(body.id, 'Một lý do khác')];
    expect(second.body).toEqual({
      ...first.body,
      changeId: null,
      consequences: expect.objectContaining({ totals: {} }),
    });
    const audit = await service.sql(
      "SELECT because FROM audit_entries WHERE thing_id = $1 AND did = 'entry.withdraw'",
      [body.id],
    );
    expect(audit).toEqual([{ because: 'Nhầm giờ' }]);
  });

  it('is for good: no tick plans it again', async () => {
    const { body } = await place();
    await withdraw(body.id);
    await service.get(ScheduleTick).planEverything();
    expect((await listed(`stationId=${stationId}&until=2026-03-31`)).items).toEqual([]);
  });

  it('wants a reason', async () => {
    const { body } = await place();
    for (const because of [' ', '\u0000\u0007 nhầm']) expect((await withdraw(body.id, because)).status).toBe(400);
  });

  it('and placing it are announced with the stations concerned', async () => {
    const told: string[][] = [];
    const listen = ({ stationIds }: BroadcastsChanged) => void told.push([...stationIds].toSorted());
    service.get(EventEmitter2).on(BroadcastsChanged.name, listen);
    const { body } = await place();
    await withdraw(body.id);
    service.get(EventEmitter2).off(BroadcastsChanged.name, listen);
    const ids = centre.stations.map(({ id }) => id).toSorted();
    expect(told).toEqual([ids, ids]);
  });
});

describe('the list of broadcasts', () => {
  it('is read page by page in the order in which they air', async () => {
    await place({ rule: 'FREQ=DAILY', times: ['05:15', '17:15'] });
    const seen: BroadcastView[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page = await listed(
        `centreId=${centre.id}&from=2026-03-03&until=2026-03-05&limit=5${next ? `&cursor=${next}` : ''}`,
      );
      seen.push(...page.items);
      next = page.next;
    }
    expect(seen).toHaveLength(12);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(12);
    expect(seen.map(({ startsAt }) => startsAt)).toEqual(seen.map(({ startsAt }) => startsAt).toSorted());
    expect(seen[0]).toMatchObject({ airsOn: '2026-03-03', startsAt: '2026-03-02T22:15:00.000Z' });
  });

  it('refuses to guess whose broadcasts are meant, and a made-up cursor', async () => {
    expect((await editor.client.get('/broadcasts')).status).toBe(400);
    expect((await editor.client.get(`/broadcasts?stationId=${stationId}&cursor=abc`)).status).toBe(400);
    const madeUp = Buffer.from('xZ 0193a0a0-0000-7000-8000-000000000000').toString('base64url');
    expect((await editor.client.get(`/broadcasts?stationId=${stationId}&cursor=${madeUp}`)).status).toBe(400);
  });
});
