import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StationOverview } from '../../../src/playback/overview/overview.schemas.js';
import type { StationClient } from '../../../station-client/station-client.js';
import { broadcastWith, type TestBroadcast, withdrawBroadcast } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import { outcomesDecided, playOf } from '../../factories/play.factory.js';
import type { ApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newGroup, newStation, type TestStation } from '../../factories/station.factory.js';
import { until } from '../../support/until.js';
import { startService, type TestService } from '../../support/service.js';
import { statementsDuring } from '../../support/statements.js';

const MORNING = '2026-11-23T01:00:00Z';

describe('many stations at a glance', () => {
  let service: TestService;
  let centreId: string;
  let program: ApprovedProgram;
  let editor: TestPerson;

  beforeAll(async () => {
    service = await startService({ at: MORNING });
    service.clock.stop();
    program = await aPlayableProgram(service, { centreId: (await centreWith(service)).id, title: 'Giờ nghề' });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(MORNING);
    centreId = (await centreWith(service)).id;
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
  });

  const overview = async (query = '', by = editor): Promise<StationOverview> => {
    const { status, body } = await by.client.get<StationOverview>(`/stations/overview?${query}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  const of = async ({ id }: TestStation) => (await overview()).items.find((one) => one.id === id);
  const opened = (name: string) => newStation(service, { servedBy: centreId, name });
  const planned = (station: TestStation, hour: number): Promise<TestBroadcast> =>
    broadcastWith(service, {
      stationId: station.id,
      programId: program.id,
      startsAt: new Date(Date.parse(MORNING) + hour * 3_600_000),
      seconds: 60,
    });
  const upToDate = async (device: StationClient) => {
    await device.pull();
    await device.fetchMissingAudio();
    await device.report();
  };
  /** Until when the station is ready, by its own page. */
  const readyByItself = async ({ id }: TestStation) => {
    const { body } = await editor.client.get<{ devices: { readyUntil: string }[] }>(`/stations/${id}/readiness`);
    return body.devices[0]?.readyUntil;
  };

  it('says of a station whose device has everything what comes next, and that nothing is wrong', async () => {
    const station = await opened('Đài xã Bình Chương');
    const next = await planned(station, 3);
    await planned(station, 9);
    const device = await aStationClient(service, station);
    await upToDate(device);
    expect(await of(station)).toMatchObject({
      unitName: 'Đài xã Bình Chương',
      closed: false,
      troubles: [],
      devices: { inUse: 1, ended: 0 },
      lastSeenAt: service.clock.now().toISOString(),
      lost: false,
      playlist: 'newest',
      readyUntil: await readyByItself(station),
      ready: true,
      softwareVersion: expect.any(String),
      next: { broadcastId: next.id, startsAt: next.startsAt.toISOString(), title: 'Giờ nghề' },
      lastSounded: null,
    });
  });

  it('is ready as long as the page of the station says, also with an older version and missing audio', async () => {
    const station = await opened('Đài xã');
    const early = await planned(station, 3);
    await planned(station, 9);
    const device = await aStationClient(service, station);
    await device.pull();
    await device.report();
    expect(await of(station)).toMatchObject({
      troubles: ['audio-missing'],
      readyUntil: early.startsAt.toISOString(),
      ready: false,
    });
    await upToDate(device);
    await withdrawBroadcast(service, early.id);
    const added = await planned(station, 2);
    // Nobody has pulled since, so no newer version is issued yet.
    const changed = { troubles: ['older-playlist'], playlist: 'older', readyUntil: added.startsAt.toISOString() };
    expect(await of(station)).toMatchObject(changed);
    expect(await readyByItself(station)).toBe(changed.readyUntil);
    expect(await of(station)).toMatchObject(changed);
    await upToDate(device);
    expect(await of(station)).toMatchObject({ playlist: 'newest', readyUntil: await readyByItself(station) });
  });

  it('says that a station or its centre is stopped, and when its device knows', async () => {
    const station = await opened('Đài xã');
    await planned(station, 3);
    const device = await aStationClient(service, station);
    await upToDate(device);
    expect((await of(station))?.stop).toBeNull();
    service.clock.moveBy({ seconds: 60 });
    const at = service.clock.now().toISOString();
    await editor.client.post(`/stations/${station.id}/stop`, { because: 'Phát nhầm bài' });
    expect(await of(station)).toMatchObject({ troubles: ['older-playlist'], stop: { at, informed: false } });
    service.clock.moveBy({ seconds: 60 });
    // The plan follows the stop, and changes the playlist once more.
    let known: Awaited<ReturnType<typeof of>>;
    await until('its device has the newest playlist', async () => {
      await upToDate(device);
      known = await of(station);
      return known?.troubles.length === 0;
    });
    expect(known).toMatchObject({ stop: { at, informed: true } });
    await editor.client.post(`/stations/${station.id}/stop/lift`, { because: 'Đã sửa giờ' });
    expect((await of(station))?.stop).toBeNull();
    await service.sql(
      `INSERT INTO stops (id, centre_id, because, by, at) VALUES (gen_random_uuid(), $1, 'Lễ tang', $2, $3)`,
      [centreId, editor.id, service.clock.now()],
    );
    expect((await of(station))?.stop).toMatchObject({ at: service.clock.now().toISOString(), informed: false });
  });

  it('puts what needs somebody first when asked, closed stations last, page by page', async () => {
    const [fine, lost, fresh, broken, closed] = [
      await opened('Đài A'),
      await opened('Đài B'),
      await opened('Đài C'),
      await opened('Đài D'),
      await opened('Đài Đ'),
    ];
    await aStationClient(service, lost);
    service.clock.moveBy({ seconds: 61 * 60 });
    await upToDate(await aStationClient(service, fine));
    await upToDate(await aStationClient(service, broken));
    await service.sql(
      `INSERT INTO clusters (id, station_id, name, technology, horns, working)
       SELECT gen_random_uuid(), $1, 'Cụm ' || n, 'ip', 2, n = 1 FROM generate_series(1, 3) n`,
      [broken.id],
    );
    await service.sql(`UPDATE stations SET closed_on = '2026-11-20' WHERE id = $1`, [closed.id]);
    const all = await overview('order=trouble');
    expect(all.items.map(({ name, troubles }) => [name, ...troubles])).toEqual([
      ['Đài B', 'lost', 'no-playlist'],
      ['Đài C', 'no-device'],
      ['Đài D', 'clusters-broken'],
      ['Đài A'],
      ['Đài Đ'],
    ]);
    expect(all).toMatchObject({ total: 5, inTrouble: 3, next: null });
    expect(all.items[2]).toMatchObject({ clusters: { working: 1, all: 3 }, lost: false });
    const first = await overview('order=trouble&limit=2');
    const rest = await overview(`order=trouble&limit=3&cursor=${first.next}`);
    expect([...first.items, ...rest.items]).toEqual(all.items);
    expect([first.total, rest.next]).toEqual([5, null]);
    const names = async (query: string) => (await overview(query)).items.map(({ name }) => name);
    expect(await names('')).toEqual(['Đài A', 'Đài B', 'Đài C', 'Đài D', 'Đài Đ']);
    expect(await names('closed=true')).toEqual(['Đài Đ']);
    expect(await names('trouble=no-device')).toEqual(['Đài C']);
    expect(await names(`groupId=${await newGroup(service, centreId, [fresh.id, broken.id])}`)).toEqual([
      'Đài C',
      'Đài D',
    ]);
  });

  it('finds names without diacritics, in any order of the words', async () => {
    await opened('Đài Bình Chương');
    await opened('Đài Bình Châu');
    const found = async (search: string) =>
      (await overview(`search=${encodeURIComponent(search)}`)).items.map(({ name }) => name);
    expect(await found('chuong dai')).toEqual(['Đài Bình Chương']);
    expect(await found('BINH')).toEqual(['Đài Bình Châu', 'Đài Bình Chương']);
    expect(await found('%')).toEqual([]);
  });

  it('names the last broadcast that sounded', async () => {
    const station = await opened('Đài xã');
    const broadcast = await planned(station, 1);
    const device = await aStationClient(service, station);
    await upToDate(device);
    service.clock.moveBy({ seconds: 7_200 });
    await device.sendPlays([{ ...playOf(broadcast), outcome: 'played' }]);
    await outcomesDecided(service);
    expect(await of(station)).toMatchObject({
      next: null,
      lastSounded: { broadcastId: broadcast.id, title: 'Giờ nghề', outcome: 'aired' },
    });
  });

  it('takes as many statements for many stations as for one, and none of another centre', async () => {
    const station = await opened('Đài 1');
    // Events are delivered beside some of the requests.
    const statements = async () => {
      const counts: number[] = [];
      for (let times = 0; times < 4; times += 1) counts.push(await statementsDuring(service, () => overview()));
      return Math.min(...counts);
    };
    const one = await statements();
    for (const name of ['Đài 2', 'Đài 3', 'Đài 4']) await upToDate(await aStationClient(service, await opened(name)));
    expect(await statements()).toBe(one);
    const neighbour = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
    expect(await overview('', neighbour)).toEqual({ items: [], next: null, total: 0, inTrouble: 0 });
    expect((await neighbour.client.get(`/stations/overview?centreId=${centreId}`)).status).toBe(404);
    const operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
    expect((await overview('', operator)).items.map(({ id }) => id)).toEqual([station.id]);
  });

  it('is asked for again for nothing: 304 until something changes', async () => {
    const station = await opened('Đài xã');
    const { headers } = await editor.client.get('/stations/overview');
    const again = () => editor.client.get('/stations/overview', { 'if-none-match': headers.get('etag') ?? '' });
    expect((await again()).status).toBe(304);
    await planned(station, 3);
    expect((await again()).status).toBe(200);
  });
});
