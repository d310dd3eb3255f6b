import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StationClient } from '../../../station-client/station-client.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import type { ApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newStation, type TestStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

const MORNING = '2026-11-23T01:00:00Z';

describe('the readiness of a station', () => {
  let service: TestService;
  let centreId: string;
  let program: ApprovedProgram;
  let station: TestStation;
  let device: StationClient;
  let operator: TestPerson;

  beforeAll(async () => {
    service = await startService({ at: MORNING });
    service.clock.stop();
    centreId = (await centreWith(service)).id;
    program = await aPlayableProgram(service, { centreId });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(MORNING);
    station = await newStation(service, { servedBy: centreId });
    device = await aStationClient(service, station);
    operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
    await broadcastWith(service, {
      stationId: station.id,
      programId: program.id,
      startsAt: '2026-11-23T10:00:00Z',
      seconds: 60,
    });
  });

  const readiness = async () => (await operator.client.get(`/stations/${station.id}/readiness`)).body;

  it('ignores a report with unreadable characters, and the device gets an error', async () => {
    for (const state of ['on\u0000', 'on\ud83d']) {
      await expect(device.report({ clusters: [{ id: '1', state }] })).rejects.toMatchObject({ status: 400 });
    }
    expect(await readiness()).toMatchObject({ devices: [{ playlistVersion: null, readyUntil: null }] });
  });

  it('is unknown until a device reports', async () => {
    expect(await readiness()).toMatchObject({
      ready: false,
      devices: [{ deviceId: device.identity.deviceId, lastSeenAt: null, playlistVersion: null, readyUntil: null }],
    });
  });

  it('ends at the first item whose audio is missing', async () => {
    await device.pull();
    await device.report();
    expect(await readiness()).toMatchObject({
      ready: false,
      devices: [{ missingAudio: [program.rendition.sha256], readyUntil: '2026-11-23T10:00:00.000Z', ready: false }],
    });
  });

  it('reaches to the end of the playlist when everything is there', async () => {
    await device.pull();
    await device.fetchMissingAudio();
    const answer = await device.report();
    const version = device.playlist?.version;
    expect(answer).toEqual({ playlistVersion: version, now: service.clock.now().toISOString(), next: 60 });
    expect(await readiness()).toMatchObject({
      playlistVersion: version,
      ready: true,
      devices: [{ playlistVersion: version, missingAudio: [], readyUntil: '2026-11-29T17:00:00.000Z', ready: true }],
    });
  });

  it('ends where the version held lacks what was planned since', async () => {
    await device.pull();
    await device.fetchMissingAudio();
    await device.report();
    await broadcastWith(service, {
      stationId: station.id,
      programId: program.id,
      startsAt: '2026-11-23T04:00:00Z',
      seconds: 60,
    });
    service.clock.moveBy({ seconds: 60 });
    expect(await readiness()).toMatchObject({ ready: false, devices: [{ readyUntil: '2026-11-23T04:00:00.000Z' }] });
    expect((await device.report()).playlistVersion).toBeGreaterThan(device.playlist?.version ?? 0);
  });

  it('shows how far the device’s clock is off', async () => {
    const ahead = () => new Date(service.clock.now().getTime() + 30_000);
    await new StationClient(service.url, device.identity, ahead).report();
    expect(await readiness()).toMatchObject({ devices: [{ clockOffsetMs: 30_000 }] });
  });

  it('refuses a report that makes no sense and says what is wrong with it', async () => {
    const answer = await fetch(`${service.url}/api/v1/station/report`, {
      method: 'POST',
      headers: { authorization: `Bearer ${device.identity.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ playlistVersion: 'new', held: { items: 1, bytes: -1, missing: ['x'] }, clock: 'noon' }),
    });
    expect(answer.status).toBe(400);
    const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/playlistVersion', '/held/bytes', '/held/missing/0', '/clock', '/version']),
    );
  });

  it('is hidden from people of other communes', async () => {
    const neighbour = await personWith(service, 'operator', { kind: 'station', id: (await newStation(service)).id });
    const answer = await neighbour.client.get(`/stations/${station.id}/readiness`);
    expect(answer.status).toBe(404);
  });
});
