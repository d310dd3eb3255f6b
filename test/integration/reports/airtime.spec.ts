import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import type { Page } from '../../../src/platform/http/page.js';
import type { AirtimeBroadcast } from '../../../src/reports/airtime/airtime-broadcasts.schemas.js';
import type { AirtimeReport } from '../../../src/reports/airtime/airtime.schemas.js';
import {
  broadcastWith,
  planChanged,
  type TestBroadcast,
  withdrawBroadcast,
} from '../../factories/broadcast.factory.js';
import { tapped } from '../../factories/confirmation.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { playOf } from '../../factories/play.factory.js';
import { anApprovedProgram, type ApprovedProgram } from '../../factories/program.factory.js';
import {
  centreWith,
  giveCode,
  newDevice,
  newStation,
  type TestCentre,
  type TestDevice,
  type TestStation,
} from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('the airtime report', () => {
  let service: TestService;
  let centre: TestCentre;
  let program: ApprovedProgram;
  let withDevice: TestStation;
  let without: TestStation;
  let device: TestDevice;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-01T00:00:00Z' });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo('2026-11-01T00:00:00Z');
    centre = await centreWith(service);
    program = await anApprovedProgram(service, { centreId: centre.id, topic: 'procedures', seconds: 60 });
    withDevice = await newStation(service, { servedBy: centre.id, name: 'Bình Chánh' });
    without = await newStation(service, { servedBy: centre.id, name: 'Châu Ổ' });
    device = await newDevice(service, withDevice.id);
  });

  // Signs in again each time: a session does not outlive the days by which the clock is moved.
  const leader = () => personWith(service, 'leader', { kind: 'centre', id: centre.id });
  const at = (station: TestStation, startsAt: string, programId = program.id): Promise<TestBroadcast> =>
    broadcastWith(service, { stationId: station.id, programId, startsAt });
  const path = (query = '', days = 'from=2026-11-16&until=2026-11-22') =>
    `/reports/airtime?centreId=${centre.id}&${days}${query}`;
  const report = async (person: TestPerson, query = '', days?: string): Promise<AirtimeReport> =>
    (await person.client.get<AirtimeReport>(path(query, days))).body;

  it('reports planned, proved, confirmed and missed airtime of each station', async () => {
    await giveCode(service, without.unitId, { code: '21040' });
    const [played, cut] = [await at(withDevice, '2026-11-15T22:00:00Z'), await at(withDevice, '2026-11-16T10:00:00Z')];
    await at(withDevice, '2026-11-16T22:00:00Z');
    const heard = await at(without, '2026-11-15T22:00:00Z');
    await at(without, '2026-11-16T22:00:00Z');
    service.clock.moveTo('2026-11-17T00:00:00Z');
    const events = [playOf(played), playOf(cut, { playedSeconds: 20, outcome: 'cut' })];
    await device.client.post('/station/plays', { events });
    const operator = await personWith(service, 'operator', { kind: 'station', id: without.id });
    await operator.client.post(`/broadcasts/${heard.id}/confirmation`, tapped(service, { said: 'heard' }));

    const shown = await report(await leader());
    expect(shown).toMatchObject({ centre: { id: centre.id }, from: '2026-11-16', until: '2026-11-22', by: 'station' });
    expect(shown.rows).toMatchObject([
      { name: 'Bình Chánh', plannedSeconds: 180, provedSeconds: 80, confirmedSeconds: 0, missedSeconds: 100 },
      { name: 'Châu Ổ', plannedSeconds: 120, provedSeconds: 0, confirmedSeconds: 60, missedSeconds: 0 },
    ]);
    expect(shown.rows).toMatchObject([
      { plannedCount: 3, provedCount: 2, confirmedCount: 0, missedCount: 1, unit: { name: 'Bình Chánh', code: null } },
      { plannedCount: 2, provedCount: 0, confirmedCount: 1, missedCount: 0, unit: { kind: 'xã', code: '21040' } },
    ]);
    expect(shown.totals).toEqual({
      plannedSeconds: 300,
      provedSeconds: 80,
      confirmedSeconds: 60,
      missedSeconds: 100,
      upcomingSeconds: 0,
      plannedCount: 5,
      provedCount: 2,
      confirmedCount: 1,
      missedCount: 1,
      upcomingCount: 0,
    });
  });

  it('tells which broadcasts make up a row, page by page, and what of it is still ahead', async () => {
    const played = await at(withDevice, '2026-11-15T22:00:00Z');
    await at(withDevice, '2026-11-16T22:00:00Z');
    await at(withDevice, '2026-11-18T10:00:00Z');
    await at(without, '2026-11-15T22:00:00Z');
    service.clock.moveTo('2026-11-17T00:00:00Z');
    await device.client.post('/station/plays', { events: [playOf(played)] });
    const { client } = await leader();
    const { rows } = (await client.get<AirtimeReport>(path())).body;
    expect(rows[0]).toMatchObject({ plannedSeconds: 180, provedSeconds: 60, missedSeconds: 60, upcomingSeconds: 60 });
    const list = async (query: string) =>
      (await client.get<Page<AirtimeBroadcast>>(path(query).replace('airtime', 'airtime/broadcasts'))).body;
    const of = `&stationId=${withDevice.id}`;
    const { items, next } = await list(`${of}&limit=2`);
    const rest = await list(`${of}&limit=2&cursor=${next}`);
    const all = [...items, ...rest.items];
    expect(all).toMatchObject([
      { broadcastId: played.id, day: '2026-11-16', time: '05:00', outcome: 'aired', provedSeconds: 60 },
      { day: '2026-11-17', outcome: 'missed', missedSeconds: 60, upcomingSeconds: 0 },
      { day: '2026-11-18', time: '17:00', outcome: null, upcomingSeconds: 60 },
    ]);
    expect(all.reduce((sum, { plannedSeconds }) => sum + plannedSeconds, 0)).toBe(rows[0]?.plannedSeconds);
    expect((await list('&topic=procedures')).items).toHaveLength(4);
    expect((await list('&topic=other')).items).toEqual([]);
    const unknown = path(`&stationId=${centre.id}`).replace('airtime', 'airtime/broadcasts');
    expect((await client.get(unknown)).status).toBe(404);
  });

  it('reports it by topic, those without airtime too', async () => {
    const other = await anApprovedProgram(service, { stationId: without.id, topic: 'other', seconds: 30 });
    await at(withDevice, '2026-11-15T22:00:00Z');
    await at(without, '2026-11-15T22:00:00Z', other.id);
    const { rows, totals } = await report(await leader(), '&by=topic');
    expect(rows).toHaveLength(8);
    expect(rows.filter(({ plannedSeconds }) => plannedSeconds > 0)).toMatchObject([
      { id: 'procedures', name: 'Cải cách thủ tục hành chính', unit: null, plannedSeconds: 60 },
      { id: 'other', name: 'Lĩnh vực khác', plannedSeconds: 30 },
    ]);
    expect(totals).toMatchObject({ plannedSeconds: 90, plannedCount: 2 });
  });

  it('counts whole seconds of each broadcast, so that rows add up to their total in a spreadsheet too', async () => {
    const mornings = ['2026-11-15T22:00:00Z', '2026-11-16T22:00:00Z', '2026-11-17T22:00:00Z'];
    const broadcasts = await Promise.all(mornings.map((morning) => at(withDevice, morning)));
    service.clock.moveTo('2026-11-25T00:00:00Z');
    const events = broadcasts.map((one) => {
      const endedAt = new Date(one.startsAt.getTime() + 20_400).toISOString();
      return playOf(one, { outcome: 'cut', endedAt, playedSeconds: 20.4 });
    });
    await device.client.post('/station/plays', { events });
    const { rows, totals } = await report(await leader());
    expect(rows).toMatchObject([{ provedSeconds: 60, missedSeconds: 120 }, { provedSeconds: 0 }]);
    expect(totals).toMatchObject({ plannedSeconds: 180, provedSeconds: 60, missedSeconds: 120, provedCount: 3 });
  });

  it('lists stations in the order of the Vietnamese alphabet', async () => {
    for (const name of ['Đức Phổ', 'Dung Quất', 'Ăn Hải', 'An Hải', 'Xã 10', 'Xã 9'])
      await newStation(service, { servedBy: centre.id, name });
    const names = (await report(await leader())).rows.map(({ name }) => name);
    expect(names).toEqual(['An Hải', 'Ăn Hải', 'Bình Chánh', 'Châu Ổ', 'Dung Quất', 'Đức Phổ', 'Xã 9', 'Xã 10']);
  });

  it('counts local days, both ends included', async () => {
    await at(without, '2026-11-15T16:59:00Z'); // Sunday 23:59
    await at(without, '2026-11-15T17:00:00Z'); // Monday 00:00
    await at(without, '2026-11-22T16:59:00Z'); // Sunday 23:59
    await at(without, '2026-11-22T17:00:00Z'); // Monday 00:00
    expect((await report(await leader())).totals.plannedCount).toBe(2);
    expect((await report(await leader(), '', 'from=2026-11-15&until=2026-11-15')).totals.plannedCount).toBe(1);
  });

  it('is true at once, with the queues standing still', async () => {
    const broadcast = await at(withDevice, '2026-11-15T22:00:00Z');
    await at(withDevice, '2026-11-16T22:00:00Z');
    service.clock.moveTo('2026-11-17T00:00:00Z');
    const queues = ['playback', 'events', 'reports'].map((name) => service.get<Queue>(getQueueToken(name) as never));
    for (const queue of queues) await queue.pause();
    await device.client.post('/station/plays', { events: [playOf(broadcast)] });
    expect((await report(await leader())).totals).toMatchObject({ provedSeconds: 60, missedSeconds: 60 });
    for (const queue of queues) await queue.resume();
  });

  it('follows a plan that changes, also for days to come', async () => {
    service.clock.moveTo('2026-11-16T01:00:00Z');
    const broadcast = await at(without, '2026-11-19T22:00:00Z');
    const planned = async () => (await report(await leader())).totals.plannedSeconds;
    expect(await planned()).toBe(60);
    await withdrawBroadcast(service, broadcast.id);
    await planChanged(service, without.id);
    expect(await planned()).toBe(0);
  });

  it('counts a day for the centre that served the station then', async () => {
    const successor = await centreWith(service);
    await at(without, '2026-11-17T22:00:00Z');
    await at(without, '2026-11-19T22:00:00Z');
    await service.sql(`UPDATE centre_stations SET served_until = '2026-11-19' WHERE station_id = $1`, [without.id]);
    await service.sql(`INSERT INTO centre_stations VALUES ($1, $2, '2026-11-19')`, [successor.id, without.id]);
    service.clock.moveTo('2026-11-25T00:00:00Z');
    expect((await report(await leader())).totals.plannedCount).toBe(1);
    const next = await personWith(service, 'leader', { kind: 'centre', id: successor.id });
    const answer = await next.client.get<AirtimeReport>(path().replace(centre.id, successor.id));
    expect(answer.body.totals.plannedCount).toBe(1);
  });

  it('shows a commune’s leader that commune only, and nothing of a foreign centre', async () => {
    await at(withDevice, '2026-11-15T22:00:00Z');
    await at(without, '2026-11-15T22:00:00Z');
    const ofCommune = await personWith(service, 'leader', { kind: 'station', id: without.id });
    const shown = await report(ofCommune);
    expect(shown.rows.map(({ name }) => name)).toEqual(['Châu Ổ']);
    expect(shown.totals.plannedCount).toBe(1);
    const foreign = await personWith(service, 'leader', { kind: 'centre', id: (await centreWith(service)).id });
    expect((await foreign.client.get(path())).status).toBe(404);
    const operator = await personWith(service, 'operator', { kind: 'centre', id: centre.id });
    expect((await operator.client.get(path())).status).toBe(403);
  });

  it('refuses a range that is upside down or longer than a year', async () => {
    const upsideDown = await (await leader()).client.get(path('', 'from=2026-11-22&until=2026-11-21'));
    expect(upsideDown).toMatchObject({ status: 400, body: { errors: [{ pointer: '/until' }] } });
    const long = await (await leader()).client.get(path('', 'from=2025-01-01&until=2026-11-21'));
    expect(long).toMatchObject({ status: 400, body: { code: 'range-too-long', maxDays: 366 } });
    expect((await (await leader()).client.get(path('', 'from=2026-02-30&until=2026-11-21'))).status).toBe(400);
  });

  it('is a CSV that Excel opens right and that holds no formula', async () => {
    await newStation(service, { servedBy: centre.id, name: '=HYPERLINK("x")' });
    await at(without, '2026-11-15T22:00:00Z');
    const answer = await fetch(`${service.url}/api/v1${path().replace('airtime', 'airtime.csv')}`, {
      headers: { authorization: `Bearer ${(await leader()).token}` },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('bao-cao-thoi-luong-2026-tuan-47.csv');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = bytes.subarray(3).toString().split('\r\n');
    expect(lines[0]).toMatch(/^Từ ngày,Đến ngày,Mã đơn vị,Đơn vị,Đài,Theo lịch \(giây\)/);
    expect(lines).toContain('2026-11-16,2026-11-22,,xã Châu Ổ,Châu Ổ,60,0,0,0,60,1,0,0,0,1');
    expect(lines).toContain('2026-11-16,2026-11-22,Cộng,,,60,0,0,0,60,1,0,0,0,1');
    expect(lines.some((line) => line.includes(`,"'=HYPERLINK(""x"")",`))).toBe(true);
  });
});
