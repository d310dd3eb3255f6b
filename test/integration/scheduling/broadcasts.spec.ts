import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BroadcastsService } from '../../../src/scheduling/broadcasts/broadcasts.service.js';
import { broadcastWith, entryWithBroadcasts } from '../../factories/broadcast.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

const DAY = { from: new Date('2026-03-01T17:00:00Z'), until: new Date('2026-03-02T17:00:00Z') };

describe('the broadcasts of a station', () => {
  let service: TestService;
  let broadcasts: BroadcastsService;
  beforeAll(async () => {
    service = await startService({ at: '2026-03-01T00:00:00Z' });
    broadcasts = service.get(BroadcastsService);
  });
  afterAll(() => service.stop());

  const airing = async (stationId: string) =>
    (await broadcasts.airing(stationId, DAY.from, DAY.until)).map((broadcast) => broadcast.id);

  it('are those of an approved program, in order', async () => {
    const { stationId, programId } = await approvedProgramAtStation(service);
    const evening = await broadcastWith(service, { stationId, programId, startsAt: '2026-03-02T10:15:00Z' });
    const morning = await broadcastWith(service, { stationId, programId, startsAt: '2026-03-01T22:15:00Z' });
    await broadcastWith(service, { stationId, programId, startsAt: '2026-03-02T22:15:00Z' });
    expect(await airing(stationId)).toEqual([morning.id, evening.id]);
    expect(morning.airsOn).toBe('2026-03-02');
    expect((await broadcasts.find(morning.id)).airsOn).toBe('2026-03-02');
  });

  it('leave out what lost its approval or expired', async () => {
    const { stationId, programId } = await approvedProgramAtStation(service);
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
    const { stationId, programId } = await approvedProgramAtStation(service);
    const { id } = await broadcastWith(service, { stationId, programId, startsAt: '2026-03-02T10:15:00Z' });
    const during = [new Date('2026-03-02T10:15:30Z'), new Date('2026-03-02T10:15:40Z')] as const;
    expect((await broadcasts.airing(stationId, ...during)).map((broadcast) => broadcast.id)).toEqual([id]);
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

async function approvedProgramAtStation(service: TestService): Promise<{ stationId: string; programId: string }> {
  const { id: stationId } = await newStation(service, { servedBy: (await centreWith(service)).id });
  const { id: programId } = await anApprovedProgram(service, { stationId, seconds: 60.5 });
  return { stationId, programId };
}
