import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import { OutcomesTick } from '../../../src/playback/outcomes/outcomes.tick.js';
import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { outcomesDecided, playOf } from '../../factories/play.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newDevice, newStation, type TestDevice } from '../../factories/station.factory.js';
import { freePort } from '../../support/free-port.js';
import { startProcess } from '../../support/process.js';
import { startService, type TestService } from '../../support/service.js';

const PLAYS = 100;

describe('a process that is killed just after its answer to plays', () => {
  let service: TestService;
  let device: TestDevice;
  let broadcast: TestBroadcast;

  beforeAll(async () => {
    service = await startService();
    const centre = await centreWith(service);
    const station = await newStation(service, { servedBy: centre.id });
    device = await newDevice(service, station.id);
    const program = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    // At noon in Việt Nam, yesterday: never across a local midnight, whenever this runs.
    const startsAt = `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}T05:00:00Z`;
    broadcast = await broadcastWith(service, { stationId: station.id, programId: program.id, startsAt, seconds: 60 });
  });
  afterAll(() => service.stop());

  it('has lost no play and doubles none when the device sends them again', async () => {
    const settings = { PORT: String(await freePort()), ROLE: 'api', DATABASE_URL: service.databaseUrl };
    const doomed = await startProcess({ ...settings, DATA_DIR: service.mediaRoot, MEDIA_ROOT: service.mediaRoot });
    const events = Array.from({ length: PLAYS }, () => playOf(broadcast));
    const first = await clientOf(doomed.url, device.token).post('/station/plays', { events });
    await doomed.kill9();
    expect(first.body).toEqual({ accepted: PLAYS, duplicates: 0, refused: [] });

    const again = await device.client.post('/station/plays', { events });
    expect(again.body).toEqual({ accepted: 0, duplicates: PLAYS, refused: [] });
    service.clock.moveBy({ seconds: 61 });
    await service.get(OutcomesTick).enqueueWaiting();
    await outcomesDecided(service);
    const outcomes = await service.sql('SELECT outcome, proved_seconds FROM outcomes');
    expect(outcomes).toEqual([{ outcome: 'aired', proved_seconds: 60 }]);
  });
});
