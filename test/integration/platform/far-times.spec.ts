import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { playOf } from '../../factories/play.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newDevice, type TestDevice } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

const NEAR_THE_END = '9999-12-31T23:59:59Z';
const AFTER_THE_END = '9999-12-31T23:59:59-14:00';
const BEFORE_THE_BEGINNING = '0001-01-01T00:00:00+14:00';
const CENTURY_MS = 3_155_760_000_000;
const OFFSET = 'invalid-clock-offset-ms';

describe('a time that no calendar of the service has', () => {
  let service: TestService;
  let person: TestPerson;
  let administrator: TestPerson;
  let device: TestDevice;
  let broadcast: TestBroadcast;
  let centreId: string;
  beforeAll(async () => {
    service = await startService({ at: '2026-11-15T20:00:00Z' });
    const centre = await centreWith(service, { stations: 1 });
    const stationId = centre.stations[0]?.id ?? '';
    device = await newDevice(service, stationId);
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    broadcast = await broadcastWith(service, { stationId, programId, startsAt: new Date('2026-11-15T22:00:00Z') });
    centreId = centre.id;
    const scope = { kind: 'centre', id: centreId } as const;
    person = await personWith(service, 'operator', scope);
    administrator = await personWith(service, 'administrator');
  });
  afterAll(() => service.stop());

  it.each([
    ['begins after it', { startedAt: AFTER_THE_END }, 'invalid-started-at'],
    ['ends after it', { endedAt: AFTER_THE_END }, 'invalid-ended-at'],
    ['begins before it', { startedAt: BEFORE_THE_BEGINNING }, 'invalid-started-at'],
    ['is after it by the corrected clock', { endedAt: NEAR_THE_END, clockOffsetMs: -CENTURY_MS }, OFFSET],
    ['is before it by the corrected clock', { startedAt: '0001-01-02T00:00:00Z', clockOffsetMs: CENTURY_MS }, OFFSET],
  ])('refuses a play that %s, and that one alone', async (_, times, code) => {
    const [odd, sound] = [playOf(broadcast, times), playOf(broadcast)];
    const answer = await device.client.post('/station/plays', { events: [odd, sound] });
    expect(answer.body).toEqual({ accepted: 1, duplicates: 0, refused: [{ id: odd.id, code }] });
  });

  it('keeps a play near its end, and shows it', async () => {
    const late = playOf(broadcast, { startedAt: NEAR_THE_END, endedAt: NEAR_THE_END });
    expect((await device.client.post('/station/plays', { events: [late] })).body).toMatchObject({ accepted: 1 });
    const { body } = await person.client.get<{ items: { startedAt: string }[] }>(`/broadcasts/${broadcast.id}/plays`);
    expect(body.items.at(-1)?.startedAt).toBe('9999-12-31T23:59:59.000Z');
  });

  it('is refused in what people send, and named', async () => {
    const inYears = 'must be in the years 1 to 9999 (UTC)';
    const confirmation = { tap: uuidv7(), said: 'heard', saidAt: AFTER_THE_END };
    expect(await person.client.post(`/broadcasts/${broadcast.id}/confirmation`, confirmation)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/saidAt', message: inYears }] },
    });
    expect(await administrator.client.get(`/audit?until=${encodeURIComponent(AFTER_THE_END)}`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/until', message: inYears }] },
    });
    const entry = {
      centreId,
      programId: uuidv7(),
      rule: 'FREQ=DAILY',
      times: ['05:15'],
      stationIds: [uuidv7()],
    };
    for (const [startsOn, message] of [
      ['0000-01-01', 'must be 1900-01-01 or later'],
      ['10000-01-01', 'must be a day such as 2026-03-31'],
    ]) {
      expect(await person.client.post('/entries', { ...entry, startsOn })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/startsOn', message }] },
      });
    }
  });
});
