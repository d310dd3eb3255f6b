import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CoverageReport } from '../../../src/reports/coverage/coverage.schemas.js';
import { broadcastWith, neverPlanned } from '../../factories/broadcast.factory.js';
import { tapped } from '../../factories/confirmation.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { playOf } from '../../factories/play.factory.js';
import { anApprovedProgram, aSegment } from '../../factories/program.factory.js';
import {
  centreWith,
  newDevice,
  newStation,
  type TestCentre,
  type TestStation,
} from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('the coverage report', () => {
  let service: TestService;
  let centre: TestCentre;
  let leader: TestPerson;
  let segment: { id: string; name: string };
  const stations: Record<string, TestStation> = {};

  beforeAll(async () => {
    service = await startService({ at: '2026-11-01T00:00:00Z' });
    centre = await centreWith(service);
    segment = await aSegment(service, centre.id, 'Cải cách hành chính');
    const inSegment = await anApprovedProgram(service, { centreId: centre.id, segmentId: segment.id, seconds: 60 });
    const outside = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    for (const name of ['An Ninh', 'Bình An', 'Cẩm Thanh', 'Đức Phổ', 'Ea Kiết']) {
      stations[name] = await newStation(service, { servedBy: centre.id, name });
    }
    const plan = (name: string, startsAt: string, programId = inSegment.id) =>
      broadcastWith(service, { stationId: station(name).id, programId, startsAt });

    const device = await newDevice(service, station('An Ninh').id);
    const played = await plan('An Ninh', '2026-11-15T22:00:00Z'); // Monday, 16 November
    const heard = await plan('Bình An', '2026-11-16T22:00:00Z');
    const not = await plan('Cẩm Thanh', '2026-11-16T22:00:00Z');
    await plan('Đức Phổ', '2026-11-16T22:00:00Z', outside.id);
    await neverPlanned(service, (await plan('Đức Phổ', '2026-11-17T22:00:00Z')).id);
    await plan('An Ninh', '2026-11-22T22:00:00Z'); // the week after, Monday
    await service.sql(`UPDATE centre_stations SET served_until = '2026-11-16' WHERE station_id = $1`, [
      station('Ea Kiết').id,
    ]);

    service.clock.moveTo('2026-11-21T00:00:00Z');
    leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
    await device.client.post('/station/plays', { events: [playOf(played)] });
    const operator = await personWith(service, 'operator', { kind: 'centre', id: centre.id });
    await operator.client.post(`/broadcasts/${heard.id}/confirmation`, tapped(service, { said: 'heard' }));
    const word = tapped(service, { said: 'not-aired', reason: 'power-cut' });
    await operator.client.post(`/broadcasts/${not.id}/confirmation`, word);
  });
  afterAll(() => service.stop());

  const station = (name: string): TestStation => {
    const found = stations[name];
    if (!found) throw new Error(`no station ${name}`);
    return found;
  };
  const path = (days: string, segmentId = segment.id) =>
    `/reports/coverage?centreId=${centre.id}&segmentId=${segmentId}&${days}`;
  const WEEK = 'from=2026-11-18&until=2026-11-18';

  it('reports which of the stations served in a week aired the segment, by what, and why the others did not', async () => {
    const { body } = await leader.client.get<CoverageReport>(path(WEEK));
    expect(body).toMatchObject({ centre: { id: centre.id }, segment });
    expect(body.periods).toMatchObject([
      {
        from: '2026-11-16',
        until: '2026-11-22',
        stations: 4,
        aired: 2,
        byDevice: 1,
        byOperator: 1,
        line: '2 trên 4 đài đã phát chuyên mục Cải cách hành chính tuần 16/11–22/11/2026',
        airedAt: [
          { name: 'An Ninh', by: 'device' },
          { name: 'Bình An', by: 'operator' },
        ],
        notAiredAt: [
          { name: 'Cẩm Thanh', why: 'unconfirmed', reason: 'power-cut' },
          { name: 'Đức Phổ', why: 'nothing-planned', reason: null },
        ],
      },
    ]);
  });

  it('has a line for every ISO week that the range touches', async () => {
    const { body } = await leader.client.get<CoverageReport>(path('from=2026-11-15&until=2026-11-23'));
    expect(body.periods.map(({ from, aired, stations: count }) => [from, aired, count])).toEqual([
      ['2026-11-09', 0, 5],
      ['2026-11-16', 2, 4],
      ['2026-11-23', 0, 4],
    ]);
    expect(body.periods[2]?.notAiredAt[0]).toMatchObject({ name: 'An Ninh', why: 'still-to-come' });
  });

  it('is told by month, as one line for the month that a leader signs', async () => {
    const query = 'from=2026-11-01&until=2026-11-30&per=month';
    const { body } = await leader.client.get<CoverageReport>(path(query));
    expect(body.periods).toMatchObject([
      {
        from: '2026-11-01',
        until: '2026-11-30',
        stations: 5,
        aired: 2,
        line: '2 trên 5 đài đã phát chuyên mục Cải cách hành chính tháng 11/2026',
      },
    ]);
    const { headers } = await leader.client.get<string>(path(query).replace('coverage', 'coverage.csv'));
    expect(headers.get('content-disposition')).toContain('"bao-cao-chuyen-muc-2026-11.csv"');
  });

  it('covers a whole year of weeks', async () => {
    const { body } = await leader.client.get<CoverageReport>(path('from=2026-01-01&until=2026-12-31'));
    expect(body.periods).toHaveLength(53);
  });

  it('shows a commune’s leader that commune only', async () => {
    const ofCommune = await personWith(service, 'leader', { kind: 'station', id: station('Bình An').id });
    const { body } = await ofCommune.client.get<CoverageReport>(path(WEEK));
    expect(body.periods).toMatchObject([{ stations: 1, aired: 1, airedAt: [{ name: 'Bình An' }], notAiredAt: [] }]);
  });

  it('knows no segment of another centre, and nothing for people of another centre', async () => {
    const other = await centreWith(service);
    const foreignSegment = await aSegment(service, other.id);
    expect((await leader.client.get(path(WEEK, foreignSegment.id))).status).toBe(404);
    const foreigner = await personWith(service, 'leader', { kind: 'centre', id: other.id });
    expect((await foreigner.client.get(path(WEEK))).status).toBe(404);
  });

  it('is a CSV with a row per station and week', async () => {
    const { body, headers } = await leader.client.get<string>(path(WEEK).replace('coverage', 'coverage.csv'));
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(body.split('\r\n')).toEqual([
      '\uFEFFTừ ngày,Đến ngày,Chuyên mục,Đài,Đã phát,Căn cứ,Tình trạng,Lý do',
      '2026-11-16,2026-11-22,Cải cách hành chính,An Ninh,có,thiết bị ghi nhận,,',
      '2026-11-16,2026-11-22,Cải cách hành chính,Bình An,có,cán bộ xác nhận,,',
      '2026-11-16,2026-11-22,Cải cách hành chính,Cẩm Thanh,không,,chưa được xác nhận,mất điện',
      '2026-11-16,2026-11-22,Cải cách hành chính,Đức Phổ,không,,không có lịch phát,',
      '',
    ]);
  });
});
