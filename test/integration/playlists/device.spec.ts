import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StationCallFailed, StationClient } from '../../../station-client/station-client.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { aPlayableProgram } from '../../factories/playable.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('a device, from its enrolment code to its plays', () => {
  let service: TestService;
  let code: string;
  beforeAll(async () => {
    service = await startService({ at: '2026-11-23T01:00:00Z' });
    const centre = await centreWith(service, { stations: 1 });
    const [station] = centre.stations;
    if (!station) throw new Error('no station');
    const program = await aPlayableProgram(service, { centreId: centre.id });
    await broadcastWith(service, {
      stationId: station.id,
      programId: program.id,
      startsAt: '2026-11-23T01:30:00Z',
      seconds: 60,
    });
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const answer = await administrator.client.post<{ code: string }>(`/stations/${station.id}/enrolment-codes`);
    code = answer.body.code;
  });
  afterAll(() => service.stop());

  it('plays what was planned and proves it', async () => {
    const device = await StationClient.enrol(service.url, code, 'Máy phát', () => service.clock.now());
    await device.pull();
    expect(await device.fetchMissingAudio()).toBe(1);
    expect(await device.pull()).toBe('unchanged');
    expect((await device.report()).playlistVersion).toBe(device.playlist?.version);

    service.clock.moveTo('2026-11-23T01:32:00Z');
    const plays = (device.playlist?.items ?? []).map((item) => device.playOf(item));
    expect(plays).toHaveLength(1);
    expect(await device.sendPlays(plays)).toEqual({ accepted: 1, duplicates: 0, refused: [] });
    expect(await device.sendPlays(plays)).toEqual({ accepted: 0, duplicates: 1, refused: [] });
  });

  it('cannot enrol with a code that was used', async () => {
    await expect(StationClient.enrol(service.url, code, 'Máy phát')).rejects.toThrow(StationCallFailed);
  });
});
