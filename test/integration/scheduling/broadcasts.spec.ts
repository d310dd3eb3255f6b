import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { BroadcastsChanged } from '../../../src/scheduling/broadcasts/broadcasts-changed.event.js';
import type { BroadcastView } from '../../../src/scheduling/broadcasts/broadcasts.schemas.js';
import { BroadcastsService } from '../../../src/scheduling/broadcasts/broadcasts.service.js';
import type { EntryDetails } from '../../../src/scheduling/entries/entries.schemas.js';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import { broadcastWith, entryWithBroadcasts } from '../../factories/broadcast.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule, STAY_SIGNED_IN } from './schedule-scene.js';

const DAY = { from: new Date('2026-03-01T17:00:00Z'), until: new Date('2026-03-02T17:00:00Z') };

let service: TestService;
let schedule: Schedule;
beforeAll(async () => {
  service = await startService({ at: MONDAY, settings: STAY_SIGNED_IN });
});
afterAll(() => service.stop());
beforeEach(async () => {
  schedule = await aSchedule(service, { seconds: 600 });
});

describe('the broadcasts of a station', () => {
  const airing = async (stationId: string) =>
    (await service.get(BroadcastsService).airing(stationId, DAY.from, DAY.until)).map((broadcast) => broadcast.id);

  it('are those of an approved program, in order', async () => {
    const { stationId, programId } = await approvedProgramAtStation();
    const evening = await broadcastWith(service, { stationId, programId, startsAt: '2026-03-02T10:15:00Z' });
    const morning = await broadcastWith(service, { stationId, programId, startsAt: '2026-03-01T22:15:00Z' });
    await broadcastWith(service, { stationId, programId, startsAt: '2026-03-02T22:15:00Z' });
    expect(await airing(stationId)).toEqual([morning.id, evening.id]);
    expect(morning.airsOn).toBe('2026-03-02');
    expect((await service.get(BroadcastsService).find(morning.id)).airsOn).toBe('2026-03-02');
  });

  it('leave out what lost its approval or expired', async () => {
    const { stationId, programId } = await approvedProgramAtStation();
    const { id } = await broadcastWith(service, { stationId, programId, startsAt: '2026-03-02T10:15:00Z' });
    await service.sql("UPDATE programs SET expires_on = '2026-03-01' WHERE id = $1", [programId]);
    expect(await airing(stationId)).toEqual([]);
    await service.sql("UPDATE programs SET expires_on = '2026-03-02' WHERE id = $1", [programId]);
    expect(await airing(stationId)).toEqual([id]);
    await service.sql(
      `UPDATE approvals SET revoked_at = now(), revoked_by = decided_by, revoked_note = 'no' WHERE program_id = $1`,
      [programId],
    );
    expect(await airing(stationId)).toEqual([]);
  });

  it('count one that is on the air when the time begins', async () => {
    const { stationId, programId } = await approvedProgramAtStation();
    const { id } = await broadcastWith(service, { stationId, programId, startsAt: '2026-03-02T10:15:00Z' });
    const during = [new Date('2026-03-02T10:15:30Z'), new Date('2026-03-02T10:15:40Z')] as const;
    expect(
      (await service.get(BroadcastsService).airing(stationId, ...during)).map((broadcast) => broadcast.id),
    ).toEqual([id]);
  });

  it('are told of a program by time, with the stations and minutes in all, until they are over', async () => {
    const centre = await centreWith(service, { stations: 3 });
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    const later = ['2026-03-05T10:15:00Z', '2026-03-06T10:15:00Z'].map((time) => new Date(time));
    for (const { id: stationId } of centre.stations) {
      await entryWithBroadcasts(service, { stationId, programId, startsAt: later });
    }
    const { client } = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const ahead = async () => (await client.get<unknown>(`/programs/${programId}/broadcasts`)).body;
    const at = (day: string) => ({
      startsAt: `${day}T10:15:00.000Z`,
      localTime: `${day} 17:15`,
      planned: true,
      stations: 3,
      stationNames: ['Đài xã 1', 'Đài xã 2', 'Đài xã 3'],
    });
    const times = [at('2026-03-05'), at('2026-03-06')];
    expect(await ahead()).toEqual({ broadcasts: 6, stations: 3, seconds: 360, times });
    await service.sql('UPDATE programs SET withdrawn_at = now() WHERE id = $1', [programId]);
    await service.sql(
      "UPDATE broadcasts SET state = 'withdrawn', reason_code = 'program-withdrawn' WHERE program_id = $1 AND airs_on = '2026-03-05'",
      [programId],
    );
    expect(await ahead()).toMatchObject({ broadcasts: 3, times: [at('2026-03-06')] });
  });

  it('are counted but not named at stations that the reader may not see', async () => {
    const centre = await centreWith(service, { stations: 1 });
    const elsewhere = await centreWith(service, { stations: 1 });
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    for (const { id: stationId } of [...centre.stations, ...elsewhere.stations]) {
      await broadcastWith(service, { stationId, programId, startsAt: '2026-03-05T10:15:00Z' });
    }
    const { client } = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const { body } = await client.get(`/programs/${programId}/broadcasts`);
    expect(body).toMatchObject({ stations: 2, times: [{ stations: 2, stationNames: ['Đài xã 1'] }] });
  });

  it('begin, when no day is given, with the local day of each station, and end six days later', async () => {
    // 06:30 on 3 March in Vietnam, 23:30 on 2 March in London.
    service.clock.moveTo('2026-03-02T23:30:00Z');
    const centre = await centreWith(service);
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    const days = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => new Date(Date.UTC(2026, 2, from + index, 12)));
    const at = async (timeZone: string) => {
      const { id } = await newStation(service, { servedBy: centre.id, timeZone });
      await entryWithBroadcasts(service, { stationId: id, programId, startsAt: days(1, 12) });
      return id;
    };
    const [london, hanoi] = [await at('Europe/London'), await at('Asia/Ho_Chi_Minh')];
    const { client } = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
    const daysOf = async (query: string) => {
      const { body } = await client.get<{ items: { airsOn: string; stationId: string }[] }>(`/broadcasts?${query}`);
      return body.items;
    };
    const ends = (items: { airsOn: string }[]) => [items.at(0)?.airsOn, items.at(-1)?.airsOn];
    expect(ends(await daysOf(`stationId=${london}`))).toEqual(['2026-03-02', '2026-03-08']);
    expect(ends(await daysOf(`stationId=${hanoi}`))).toEqual(['2026-03-03', '2026-03-09']);
    const all = await daysOf(`centreId=${centre.id}`);
    expect(ends(all.filter(({ stationId }) => stationId === london))).toEqual(['2026-03-02', '2026-03-08']);
    expect(ends(all.filter(({ stationId }) => stationId === hanoi))).toEqual(['2026-03-03', '2026-03-09']);
    expect(ends(await daysOf(`stationId=${hanoi}&from=2026-03-02`))).toEqual(['2026-03-02', '2026-03-08']);
    expect(await daysOf(`stationId=${hanoi}&until=2026-03-01`)).toEqual([]);
    expect(ends(await daysOf(`centreId=${centre.id}&until=2026-03-03`))).toEqual(['2026-03-02', '2026-03-03']);
  });
});

async function approvedProgramAtStation(): Promise<{ stationId: string; programId: string }> {
  const { id: stationId } = await newStation(service, { servedBy: (await centreWith(service)).id });
  const { id: programId } = await anApprovedProgram(service, { stationId, seconds: 60.5 });
  return { stationId, programId };
}

const withdraw = (id: string, because = 'Nhầm giờ') =>
  schedule.editor.client.post<EntryDetails>(`/entries/${id}/withdraw`, { because });
const listed = async (query: string) =>
  (await schedule.editor.client.get<{ items: BroadcastView[]; next: string | null }>(`/broadcasts?${query}`)).body;

describe('withdrawing an entry', () => {
  it('withdraws what is ahead and what is on the air, keeps what is over, and frees the airtime', async () => {
    const { id } = await schedule.place();
    service.clock.moveTo('2026-03-03T10:20:00Z');
    const answer = await withdraw(id);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ withdrawnNote: 'Nhầm giờ', nextAirings: [] });
    const rest = await listed(`stationId=${schedule.stationIds[0]}&from=2026-03-02&until=2026-03-31`);
    expect(rest.items.map(({ airsOn }) => airsOn)).toEqual(['2026-03-02']);
    const all = await listed(`stationId=${schedule.stationIds[0]}&from=2026-03-02&until=2026-03-03&withdrawn=true`);
    expect(all.items.map((one) => [one.airsOn, one.reason, one.note])).toEqual([
      ['2026-03-02', null, null],
      ['2026-03-03', 'entry-withdrawn', 'Nhầm giờ'],
    ]);
    await schedule.place({ times: ['17:16'] });
  });

  it('changes nothing the second time, and is recorded once', async () => {
    const { id } = await schedule.place();
    const [first, second] = [await withdraw(id), await withdraw(id, 'Một lý do khác')];
    expect(second.body).toEqual({
      ...first.body,
      changeId: null,
      consequences: expect.objectContaining({ totals: {} }),
      continues: false,
    });
    const audit = await service.sql(
      "SELECT because FROM audit_entries WHERE thing_id = $1 AND did = 'entry.withdraw'",
      [id],
    );
    expect(audit).toEqual([{ because: 'Nhầm giờ' }]);
  });

  it('is for good: no tick plans it again', async () => {
    const { id } = await schedule.place();
    await withdraw(id);
    await service.get(ScheduleTick).planEverything();
    expect((await listed(`stationId=${schedule.stationIds[0]}&until=2026-03-31`)).items).toEqual([]);
  });

  it('wants a reason', async () => {
    const { id } = await schedule.place();
    for (const because of [' ', '\u0000\u0007 nhầm']) expect((await withdraw(id, because)).status).toBe(400);
  });

  it('and placing it are announced with the stations concerned', async () => {
    const told: string[][] = [];
    const listen = ({ stationIds }: BroadcastsChanged) => void told.push([...stationIds].toSorted());
    service.get(EventEmitter2).on(BroadcastsChanged.name, listen);
    const { id } = await schedule.place();
    await withdraw(id);
    service.get(EventEmitter2).off(BroadcastsChanged.name, listen);
    const ids = schedule.stationIds.toSorted();
    expect(told).toEqual([ids, ids]);
  });
});

describe('the list of broadcasts', () => {
  it('is read page by page in the order in which they air', async () => {
    await schedule.place({ times: ['05:15', '17:15'] });
    const seen: BroadcastView[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page = await listed(
        `centreId=${schedule.centre.id}&from=2026-03-03&until=2026-03-05&limit=5${next ? `&cursor=${next}` : ''}`,
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
    expect((await schedule.editor.client.get('/broadcasts')).status).toBe(400);
    expect(
      (await schedule.editor.client.get(`/broadcasts?stationId=${schedule.stationIds[0]}&cursor=abc`)).status,
    ).toBe(400);
    const madeUp = Buffer.from('xZ 0193a0a0-0000-7000-8000-000000000000').toString('base64url');
    expect(
      (await schedule.editor.client.get(`/broadcasts?stationId=${schedule.stationIds[0]}&cursor=${madeUp}`)).status,
    ).toBe(400);
  });
});
