import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BroadcastsService } from '../../../src/scheduling/broadcasts/broadcasts.service.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
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
});

async function approvedProgramAtStation(service: TestService): Promise<{ stationId: string; programId: string }> {
  const { id: stationId } = await newStation(service, { servedBy: (await centreWith(service)).id });
  const { id: programId } = await anApprovedProgram(service, { stationId, seconds: 60.5 });
  return { stationId, programId };
}
