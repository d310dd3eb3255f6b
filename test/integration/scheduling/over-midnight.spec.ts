import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TodayView } from '../../../src/playback/today/today.schemas.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { outcomesDecided, playOf } from '../../factories/play.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newDevice } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// 23:45 on New Year's Eve in Vietnam.
const EVE = '2026-12-31T16:45:00Z';

describe('sound over midnight', () => {
  let service: TestService;
  let administrator: TestPerson;
  let stationId: string;
  let centreId: string;
  let programId: string;
  beforeAll(async () => {
    service = await startService({
      at: '2026-12-31T16:00:00Z',
      settings: { ALLOWED_FROM: '00:00', ALLOWED_UNTIL: '24:00' },
    });
    administrator = await personWith(service, 'administrator');
    const centre = await centreWith(service, { stations: 1 });
    [centreId, stationId] = [centre.id, centre.stations[0]?.id ?? ''];
    programId = (await anApprovedProgram(service, { centreId, seconds: 35 * 60 })).id;
  });
  afterAll(() => service.stop());

  it('is one broadcast of the evening: carried, played, decided and reported on the day on which it begins', async () => {
    const device = await newDevice(service, stationId);
    const broadcast = await broadcastWith(service, { stationId, programId, startsAt: EVE });
    expect(broadcast).toMatchObject({ airDay: '2026-12-31', airsOn: '2026-12-31' });
    service.clock.moveTo('2026-12-31T17:30:00Z');
    await device.client.post('/station/plays', { events: [playOf(broadcast)] });
    await outcomesDecided(service);
    const eve = await administrator.client.get<TodayView>(`/stations/${stationId}/today?day=2026-12-31`);
    expect(eve.body.items).toMatchObject([{ broadcastId: broadcast.id, time: '23:45', state: 'aired' }]);
    const newYear = await administrator.client.get<TodayView>(`/stations/${stationId}/today?day=2027-01-01`);
    expect(newYear.body.items).toEqual([]);
    const report = `/reports/airtime?centreId=${centreId}&from=2026-12-31&until=2026-12-31&by=station`;
    const { body } = await administrator.client.get<{ totals: { provedSeconds: number } }>(report);
    expect(body.totals.provedSeconds).toBe(35 * 60);
  });

  it('from 23:45 on New Year’s Eve to 00:20 clashes with an item at 00:10', async () => {
    service.clock.moveTo('2026-12-31T16:00:00Z');
    const editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    const at = (startsOn: string, time: string) => ({
      centreId,
      programId,
      startsOn,
      times: [time],
      stationIds: [stationId],
    });
    const inTheNight = await editor.client.post('/entries', at('2027-01-01', '00:10'));
    expect(inTheNight).toMatchObject({ status: 409, body: { code: 'airtime-clash', total: 1 } });
    // The same a year later, when no broadcast is planned yet.
    expect((await editor.client.post('/entries', at('2027-12-31', '23:45'))).status).toBe(201);
    const later = await editor.client.post('/entries', at('2028-01-01', '00:10'));
    expect(later).toMatchObject({ status: 409, body: { code: 'airtime-clash' } });
    expect((await editor.client.post('/entries', at('2028-01-01', '00:20'))).status).toBe(201);
  });

  it('leaves no room for another row after midnight', async () => {
    const inTheNight = broadcastWith(service, { stationId, programId, startsAt: '2026-12-31T17:10:00Z' });
    await expect(inTheNight).rejects.toThrow(/broadcasts_no_double_booking/);
  });

  it('ends before the next broadcasting day begins, at 03:00', async () => {
    const wish = { centreId, programId, priority: 'normal', startsOn: '2027-01-02', stationIds: [stationId] };
    const editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    const { status, body } = await editor.client.post('/entries', { ...wish, times: ['02:58'] });
    expect([status, body]).toEqual([
      409,
      expect.objectContaining({ code: 'crosses-broadcasting-day', times: ['02:58'] }),
    ]);
    const asRow = broadcastWith(service, { stationId, programId, startsAt: '2027-01-01T19:58:00Z' });
    await expect(asRow).rejects.toThrow(/broadcasts_within_one_air_day/);
  });
});
