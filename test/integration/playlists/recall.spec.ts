import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StationClient } from '../../../station-client/station-client.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import type { ApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newStation, type TestStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday 08:00 at the station.
const MORNING = '2026-11-23T01:00:00Z';

describe('the playlist right after the answer that a program may not air', () => {
  let service: TestService;
  /** A second process with the same database. */
  let other: TestService;
  let centreId: string;
  let station: TestStation;
  let device: StationClient;
  let deviceOfOther: StationClient;
  let program: ApprovedProgram;
  let editor: TestPerson;
  let approver: TestPerson;
  let hour = 0;

  beforeAll(async () => {
    service = await startService({ at: MORNING, settings: { ROLE: 'api' } });
    centreId = (await centreWith(service)).id;
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    approver = await personWith(service, 'approver', { kind: 'centre', id: centreId });
    station = await newStation(service, { servedBy: centreId });
    device = await aStationClient(service, station);
    other = await startService({ at: MORNING, settings: { ROLE: 'api', DATABASE_URL: service.databaseUrl } });
    deviceOfOther = new StationClient(other.url, device.identity, () => other.clock.now());
  });
  afterAll(async () => {
    await other.stop();
    await service.stop();
  });
  beforeEach(async () => {
    for (const { clock } of [service, other]) clock.moveBy({ seconds: 61 });
    program = await aPlayableProgram(service, { centreId, createdBy: editor.id });
    const where = { stationId: station.id, programId: program.id, seconds: 60 };
    // Another hour for each: what may return keeps its own.
    hour += 1;
    await broadcastWith(service, { ...where, startsAt: `2026-11-24T0${hour}:00:00Z` });
    for (const one of [device, deviceOfOther]) {
      await one.pull();
      expect(one.playlist?.items).toHaveLength(1);
    }
  });

  it.each([
    [
      'it was withdrawn',
      () => editor.client.post(`/programs/${program.id}/withdraw`, { because: 'sai số điện thoại' }),
    ],
    [
      'its approval was revoked',
      () => approver.client.post(`/programs/${program.id}/approval/revoke`, { because: 'Sai số điện thoại' }),
    ],
    ['its last day is over', () => editor.client.edit(`/programs/${program.id}`, { expiresOn: '2026-11-22' })],
  ])('carries nothing of it, whichever process sends it: %s', async (_, answered) => {
    expect((await answered()).status).toBeLessThan(300);
    for (const one of [deviceOfOther, device]) {
      expect(await one.pull()).toBe('new');
      expect(one.playlist?.items).toEqual([]);
    }
  });
});
