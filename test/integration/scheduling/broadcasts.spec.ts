import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { BroadcastsService } from '../../../src/scheduling/broadcasts/broadcasts.service.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
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
      `INSERT INTO approvals (id, program_id, original_sha256, decision, note, decided_by, decided_at)
       SELECT uuidv7(), program_id, original_sha256, 'sent-back', 'no', decided_by, now() FROM approvals
       WHERE program_id = $1`,
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
});

async function approvedProgramAtStation(service: TestService): Promise<{ stationId: string; programId: string }> {
  const [ids] = await service.sql<{ stationId: string; programId: string }>(
    `WITH unit AS (INSERT INTO units VALUES (uuidv7(), 'Bình Trị', 'xã', now()) RETURNING id),
       station AS (INSERT INTO stations (id, unit_id, name, time_zone, technology, opened_on, created_at)
         SELECT uuidv7(), id, 'Bình Trị', 'Asia/Ho_Chi_Minh', 'ip', '2020-01-01', now() FROM unit RETURNING id),
       people AS (INSERT INTO people (id, login, name, created_at)
         SELECT uuidv7(), 'p-' || $1 || n, 'A', now() FROM generate_series(1, 2) n RETURNING id),
       audio AS (INSERT INTO audio VALUES ($2, 'original', 1000, now()) RETURNING sha256),
       program AS (INSERT INTO programs (id, station_id, title, topic, genre, origin, language, state, original_sha256,
           seconds, created_by, created_at)
         SELECT uuidv7(), station.id, 'T', 'other', 'notice', 'commune', 'vi', 'ready', sha256, 60.5,
           (SELECT min(id::text)::uuid FROM people), now() FROM station, audio RETURNING id, station_id, original_sha256)
     INSERT INTO approvals (id, program_id, original_sha256, decision, decided_by, decided_at)
       SELECT uuidv7(), id, original_sha256, 'approved', (SELECT max(id::text)::uuid FROM people), now() FROM program
     RETURNING program_id AS "programId", (SELECT station_id FROM program) AS "stationId"`,
    [randomUUID(), createHash('sha256').update(randomUUID()).digest('hex')],
  );
  if (!ids) throw new Error('nothing was made');
  return ids;
}
