import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutcomeGridView } from '../../../src/playback/grid/outcome-grid.schemas.js';
import type { Page } from '../../../src/platform/http/page.js';
import type { NotAired, OutcomesReport } from '../../../src/reports/outcomes/outcomes-report.schemas.js';
import type { ScheduleGridView } from '../../../src/scheduling/timeline/grid.schemas.js';
import { entryWithBroadcasts, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { tapped } from '../../factories/confirmation.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { outcomesDecided, playOf } from '../../factories/play.factory.js';
import { anApprovedProgram, type ApprovedProgram, aSegment } from '../../factories/program.factory.js';
import { centreWith, newDevice, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { statementsDuring } from '../../support/statements.js';

// Monday, 05:00 in Vietnam; 12 items a day for a week, at 22 stations.
const MONDAY = Date.parse('2026-11-15T22:00:00Z');
const [STATIONS, DAYS, ITEMS] = [22, 7, 12];
const WEEK = 'from=2026-11-16&until=2026-11-22';
const HOUR = 3_600_000;

describe('what became of a week at the stations of a centre', () => {
  let service: TestService;
  let centre: TestCentre;
  let leader: TestPerson;
  let weekly: ApprovedProgram;
  let segment: { id: string; name: string };
  /** Of each station, by name: its items of the week, the first of each day of the segment. */
  const airings: TestBroadcast[][] = [];

  beforeAll(async () => {
    service = await startService({ at: '2026-11-15T12:00:00Z', settings: { REPORT_CSV_ROWS: '3' } });
    service.clock.stop();
    centre = await centreWith(service, { stations: STATIONS });
    segment = await aSegment(service, centre.id, 'Cải cách hành chính');
    weekly = await anApprovedProgram(service, { centreId: centre.id, segmentId: segment.id, title: 'Một cửa' });
    const other = await anApprovedProgram(service, { centreId: centre.id, title: 'Tin xã' });
    const at = (item: number) =>
      Array.from({ length: DAYS }, (_, day) => new Date(MONDAY + day * 24 * HOUR + item * HOUR));
    for (const { id: stationId } of centre.stations) {
      const first = await entryWithBroadcasts(service, { stationId, programId: weekly.id, startsAt: at(0) });
      const rest = Array.from({ length: ITEMS - 1 }, (_, item) => at(item + 1)).flat();
      await entryWithBroadcasts(service, { stationId, programId: other.id, startsAt: rest });
      airings.push(first);
    }
    await happen();
    leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
  }, 60_000);
  afterAll(() => service.stop());

  const broadcast = (station: number, day: number): TestBroadcast => {
    const found = airings[station]?.[day];
    if (!found) throw new Error('no such broadcast');
    return found;
  };

  /**
   * The first station has a device that plays Monday, which its operator denies, and fails on Tuesday; at the second the operator
   * speaks; the device of the third falls silent on Sunday.
   */
  async function happen(): Promise<void> {
    const [proving, spoken] = [centre.stations[0]?.id ?? '', centre.stations[1]?.id ?? ''];
    const device = await newDevice(service, proving);
    await newDevice(service, centre.stations[2]?.id ?? '');
    service.clock.moveTo(new Date(MONDAY + 3 * 24 * HOUR + 4 * HOUR));
    const failed = playOf(broadcast(0, 1), { outcome: 'failed', reason: 'equipment-broken', playedSeconds: 0 });
    const events = [playOf(broadcast(0, 0)), failed];
    expect((await device.client.post('/station/plays', { events })).status).toBe(200);
    const near = await personWith(service, 'operator', { kind: 'station', id: proving });
    const denied = `/broadcasts/${broadcast(0, 0).id}/confirmation`;
    const silent = { said: 'not-aired', reason: 'power-cut' };
    expect((await near.client.post(denied, tapped(service, silent))).status).toBe(201);
    const operator = await personWith(service, 'operator', { kind: 'station', id: spoken });
    const words = [{ said: 'heard' }, { said: 'not-aired', reason: 'power-cut', note: 'Mất điện cả xã' }];
    for (const [day, word] of words.entries()) {
      const path = `/broadcasts/${broadcast(1, day).id}/confirmation`;
      expect((await operator.client.post(path, tapped(service, word))).status).toBe(201);
    }
    await outcomesDecided(service);
  }

  const report = async (query: string, by = leader) =>
    (await by.client.get<OutcomesReport>(`/reports/outcomes?centreId=${centre.id}&${query}`)).body;
  const notAired = async (query: string) =>
    (await leader.client.get<Page<NotAired>>(`/reports/not-aired?centreId=${centre.id}&${WEEK}&${query}`)).body;

  it('is told by station and week: what aired, what was heard, and why the rest did not air', async () => {
    const { periods, segment: named, stations } = await report(`${WEEK}&segmentId=${segment.id}`);
    expect([periods, named]).toEqual([[{ from: '2026-11-16', until: '2026-11-22' }], segment]);
    expect(stations.map(({ id }) => id).toSorted()).toEqual(centre.stations.map(({ id }) => id).toSorted());
    const of = (index: number) => stations.find(({ id }) => id === centre.stations[index]?.id)?.periods[0];
    const ahead = { planned: DAYS, upcoming: 3 };
    expect(of(0)).toMatchObject({ ...ahead, aired: 1, failed: 1, missed: 2, notAired: 3 });
    expect(of(0)?.reasons).toEqual([
      { reason: null, count: 2 },
      { reason: 'equipment-broken', count: 1 },
    ]);
    expect(of(1)).toMatchObject({ ...ahead, unconfirmed: 4, heard: 1, notAired: 3 });
    expect(of(1)?.reasons).toEqual([
      { reason: null, count: 2 },
      { reason: 'power-cut', count: 1 },
    ]);
  });

  it('is told day by day, for a month at most, and of all segments', async () => {
    const { periods, stations } = await report(`${WEEK}&per=day`);
    expect(periods).toHaveLength(DAYS);
    expect(stations[0]?.periods.map(({ planned }) => planned)).toEqual(Array.from({ length: DAYS }, () => ITEMS));
    const refused = await report('from=2026-11-01&until=2026-12-31&per=day');
    expect(refused).toMatchObject({ code: 'range-too-long', maxDays: 31 });
  });

  it('takes as many statements for a whole centre as for one station', async () => {
    const one = await personWith(service, 'leader', { kind: 'station', id: centre.stations[0]?.id ?? '' });
    expect((await report(WEEK)).stations).toHaveLength(STATIONS);
    const all = await statementsDuring(service, () => report(WEEK));
    expect(all).toBeLessThanOrEqual((await statementsDuring(service, () => report(WEEK, one))) + 1);
    expect((await report(WEEK, one)).stations).toHaveLength(1);
  });

  it('is listed by broadcast with reason, note and who said it, page by page, the newest first', async () => {
    const query = `segmentId=${segment.id}&stationId=${centre.stations[1]?.id}`;
    const { items, next } = await notAired(`${query}&limit=2`);
    expect(items.map(({ day }) => day)).toEqual(['2026-11-19', '2026-11-18']);
    const second = await notAired(`${query}&limit=2&cursor=${next}`);
    expect(second).toMatchObject({
      items: [
        {
          day: '2026-11-17',
          time: '05:00',
          title: 'Một cửa',
          outcome: 'unconfirmed',
          reason: 'power-cut',
          said: 'not-aired',
          note: 'Mất điện cả xã',
          saidBy: expect.any(String),
        },
      ],
      next: null,
    });
    expect((await notAired('limit=2&cursor=abc')) as unknown).toMatchObject({ code: 'invalid-request' });
  });

  it('is a CSV of a month and so many rows at most, station by station and by time', async () => {
    const path = `/reports/not-aired.csv?centreId=${centre.id}&segmentId=${segment.id}`;
    const { body, headers } = await leader.client.get<string>(`${path}&${WEEK}&stationId=${centre.stations[1]?.id}`);
    expect(headers.get('content-disposition')).toContain('"bao-cao-chua-phat-2026-tuan-47.csv"');
    const lines = body.split('\r\n').slice(1, -1);
    expect(lines.map((line) => line.slice(0, 10))).toEqual(['2026-11-17', '2026-11-18', '2026-11-19']);
    expect(lines[0]).toMatch(/,Một cửa,.*,mất điện,Mất điện cả xã,/);
    const refused = await leader.client.get(`${path}&from=2026-10-01&until=2026-11-30`);
    expect(refused.body).toMatchObject({ code: 'range-too-long', maxDays: 31 });
    expect((await leader.client.get(`${path}&${WEEK}`)).body).toMatchObject({ code: 'too-many-rows', maxRows: 3 });
  });

  it('says since when the device was silent, where it was', async () => {
    const since = async (station: number) =>
      (await notAired(`segmentId=${segment.id}&stationId=${centre.stations[station]?.id}`)).items.map(
        ({ silentSince }) => silentSince?.slice(0, 10) ?? null,
      );
    const sunday = '2026-11-15';
    expect(await since(2)).toEqual([sunday, sunday, sunday, sunday]);
    expect(new Set([...(await since(0)), ...(await since(1))])).toEqual(new Set([null]));
  });

  it('lists what a person denies though a device recorded it, with both words', async () => {
    const { items } = await notAired(`segmentId=${segment.id}&stationId=${centre.stations[0]?.id}`);
    expect(items.map(({ day, outcome, said, reason }) => [day, outcome, said, reason])).toEqual([
      ['2026-11-19', 'missed', null, null],
      ['2026-11-18', 'missed', null, null],
      ['2026-11-17', 'failed', null, 'equipment-broken'],
      ['2026-11-16', 'aired', 'not-aired', 'power-cut'],
    ]);
  });

  it('fits beside the schedule in less than 200 kB, in as many statements for all stations as for one', async () => {
    const path = `/outcomes/grid?centreId=${centre.id}&${WEEK}`;
    const { body: grid, headers } = await leader.client.get<OutcomeGridView>(path);
    const { body: schedule } = await leader.client.get<ScheduleGridView>(path.replace('outcomes', 'schedule'));
    expect(JSON.stringify(grid).length).toBeLessThan(200_000);
    expect([grid.days, grid.stations.map(({ id }) => id)]).toEqual([
      schedule.days,
      schedule.stations.map(({ id }) => id),
    ]);
    const cell = (index: number, day: number) => {
      const { cells } = grid.stations.find(({ id }) => id === centre.stations[index]?.id) ?? { cells: [] };
      const [clock, entry = 0, outcome = 0, said = 0, reason = 0, proved] = grid.lists[cells[day] ?? 0]?.[0] ?? [];
      return [clock, grid.entries[entry], grid.outcomes[outcome], grid.said[said], grid.reasons[reason], proved];
    };
    const entry = (index: number) => broadcast(index, 0).entryId;
    expect(cell(0, 0)).toEqual([5 * 3_600, entry(0), 'aired', 'not-aired', null, 60]);
    expect(cell(0, 1)).toEqual([5 * 3_600, entry(0), 'failed', null, 'equipment-broken', 0]);
    expect(cell(1, 1)).toEqual([5 * 3_600, entry(1), 'unconfirmed', 'not-aired', 'power-cut', 0]);
    expect(grid.stations[0]?.cells.at(-1)).toBe(0);
    const etag = headers.get('etag') ?? '';
    expect((await leader.client.get(path, { 'if-none-match': etag })).status).toBe(304);
    const named = (ids: string[]) => leader.client.get(`/outcomes/grid?stationIds=${ids.join(',')}&${WEEK}`);
    const all = centre.stations.map(({ id }) => id);
    const statements = await statementsDuring(service, () => named(all));
    expect(statements).toBe(await statementsDuring(service, () => named(all.slice(0, 1))));
  });
});
