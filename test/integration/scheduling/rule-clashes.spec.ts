import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import type { ClashView } from '../../../src/scheduling/clashes/clashes.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newGroup, newStation, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';

interface Answer extends PlacedEntry {
  code: string;
  total: number;
  clashes: ClashView[];
}

describe('an entry that would clash only later than broadcasts are planned', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let programId: string;

  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    centre = await centreWith(service, { stations: 2 });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    programId = (await anApprovedProgram(service, { centreId: centre.id, title: 'Chuyên mục CCHC' })).id;
  });

  const stationIds = () => centre.stations.map(({ id }) => id);
  const place = async (more: Record<string, unknown> = {}, by = editor) => {
    const { status, body } = await by.client.post<Answer>('/entries', {
      centreId: centre.id,
      programId,
      rule: 'FREQ=WEEKLY;BYDAY=MO',
      times: ['05:15'],
      startsOn: '2026-03-02',
      stationIds: stationIds(),
      ...more,
    });
    return { status, body };
  };
  const once = (day: string) => ({ rule: null, startsOn: day });
  const inThreeWeeks = { startsOn: '2026-03-23' };

  it('is refused, naming both sides and the ways out, and leaves nothing behind', async () => {
    const { body: there } = await place({ stationIds: stationIds().slice(0, 1) });
    const { id: wanted } = await anApprovedProgram(service, { centreId: centre.id, title: 'Tin trong tuần' });
    const { status, body } = await place({ ...inThreeWeeks, programId: wanted, rule: 'FREQ=WEEKLY;BYDAY=MO,TU' });
    expect([status, body.code, body.total]).toEqual([409, 'airtime-clash', expect.anything()]);
    // Every Monday for 400 days from today.
    expect(body.total).toBe(55);
    expect(body.clashes[0]).toMatchObject({
      stationId: stationIds()[0],
      stationName: 'Đài xã 1',
      localTime: '2026-03-23 05:15',
      wanted: { entryId: null, title: 'Tin trong tuần', startsAt: '2026-03-22T22:15:00.000Z' },
      planned: { entryId: there.id, broadcastId: null, title: 'Chuyên mục CCHC', startsAt: '2026-03-22T22:15:00.000Z' },
    });
    expect(body.clashes[0]?.waysOut.map(({ code }) => code)).toEqual([
      'replace-other',
      'after-it',
      'shift',
      'skip-stations',
    ]);
    expect(await service.sql('SELECT FROM entry_items WHERE program_id = $1', [wanted])).toHaveLength(0);
    expect((await place({ ...inThreeWeeks, programId: wanted, rule: 'FREQ=WEEKLY;BYDAY=TU' })).status).toBe(201);
    expect((await place({ ...inThreeWeeks, programId: wanted, stationIds: stationIds().slice(1) })).status).toBe(201);
  });

  it('is refused also when the one that is there begins later, or is for one date', async () => {
    expect((await place(once('2026-12-21'))).status).toBe(201);
    const weekly = await place();
    expect([weekly.body.code, weekly.body.clashes[0]?.localTime]).toEqual(['airtime-clash', '2026-12-21 05:15']);
    expect((await place({ until: '2026-12-20' })).status).toBe(201);
    expect((await place(once('2026-12-21'))).body.code).toBe('airtime-clash');
    expect((await place(once('2026-12-28'))).status).toBe(201);
  });

  it('may take the place of one that was withdrawn, has ended, or whose program has expired or was withdrawn', async () => {
    const { body: withdrawn } = await place();
    await editor.client.post(`/entries/${withdrawn.id}/withdraw`, { because: 'Nhầm giờ' });
    expect((await place({ until: '2026-03-22' })).status).toBe(201);
    const { id: expiring } = await anApprovedProgram(service, { centreId: centre.id, expiresOn: '2026-03-29' });
    expect((await place({ ...inThreeWeeks, programId: expiring })).status).toBe(201);
    const { id: cancelled } = await anApprovedProgram(service, { centreId: centre.id });
    expect((await place({ startsOn: '2026-03-30', programId: cancelled })).status).toBe(201);
    expect((await place({ startsOn: '2026-03-30' })).body.code).toBe('airtime-clash');
    await service.sql('UPDATE programs SET withdrawn_at = now() WHERE id = $1', [cancelled]);
    expect((await place({ startsOn: '2026-03-30' })).status).toBe(201);
  });

  it('is refused when the two meet at a station of a group only', async () => {
    const groupId = await newGroup(service, centre.id, stationIds().slice(0, 1));
    expect((await place({ stationIds: [], groupIds: [groupId] })).status).toBe(201);
    const { body } = await place(inThreeWeeks);
    expect(new Set(body.clashes.map(({ stationId }) => stationId))).toEqual(new Set(stationIds().slice(0, 1)));
  });

  it("is refused when a commune's own entry is there", async () => {
    const [stationId = ''] = stationIds();
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationId });
    const { id: notice } = await anApprovedProgram(service, { stationId, title: 'Thông báo của xã' });
    const own = { centreId: undefined, stationId, stationIds: [], programId: notice };
    expect((await place(own, operator)).status).toBe(201);
    const { body } = await place(inThreeWeeks);
    expect(new Set(body.clashes.map(({ planned }) => planned.title))).toEqual(new Set(['Thông báo của xã']));
  });

  it('is placed when the station leaves the owner of the other one before', async () => {
    await place();
    const successor = await centreWith(service);
    const day = '2026-03-20';
    await service.sql('UPDATE centre_stations SET served_until = $2 WHERE centre_id = $1', [centre.id, day]);
    await service.sql(
      'INSERT INTO centre_stations (centre_id, station_id, served_from) SELECT $1, unnest($2::uuid[]), $3',
      [successor.id, stationIds(), day],
    );
    const [stationId = ''] = stationIds();
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationId });
    const { id: notice } = await anApprovedProgram(service, { stationId });
    const own = { centreId: undefined, stationId, stationIds: [], programId: notice };
    expect((await place({ ...own, ...inThreeWeeks }, operator)).status).toBe(201);
  });

  it('is refused when the last Friday of every second month meets another rule in month five', async () => {
    const fridays = { rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR' };
    expect((await place({ rule: 'FREQ=MONTHLY;INTERVAL=4;BYMONTHDAY=31' })).status).toBe(201);
    const { body } = await place(fridays);
    expect([body.code, body.clashes[0]?.localTime]).toEqual(['airtime-clash', '2026-07-31 05:15']);
    expect((await place({ ...fridays, until: '2026-07-30' })).status).toBe(201);
  });

  it('is placed where an exception of the other one leaves the time free, and refused where it moves something there', async () => {
    const { body: other } = await place({ rule: 'FREQ=DAILY' });
    expect((await place(once('2026-04-20'))).body.code).toBe('airtime-clash');
    expect((await except(editor.client, other.id, { action: 'skip', from: '2026-04-20' })).status).toBe(200);
    expect((await place(once('2026-04-20'))).status).toBe(201);
    expect(
      (await except(editor.client, other.id, { action: 'move', from: '2026-04-21', toTime: '06:15' })).status,
    ).toBe(200);
    expect((await place({ ...once('2026-04-21'), times: ['06:15'] })).body.code).toBe('airtime-clash');
    expect((await place(once('2026-04-21'))).status).toBe(201);
    const [stationId = ''] = stationIds();
    expect((await except(editor.client, other.id, { action: 'skip', from: '2026-04-22', stationId })).status).toBe(200);
    expect((await place({ ...once('2026-04-22'), stationIds: [stationId] })).status).toBe(201);
    const { body } = await place(once('2026-04-22'));
    expect(body.clashes.map((clash) => clash.stationId)).toEqual(stationIds());
  });

  it('is judged by the clocks of each station', async () => {
    const { id: japanese } = await newStation(service, { servedBy: centre.id, timeZone: 'Asia/Tokyo' });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    expect((await place({ stationIds: [japanese] })).status).toBe(201);
    const { body } = await place({ ...inThreeWeeks, stationIds: [...stationIds(), japanese] });
    expect(body.clashes[0]).toMatchObject({ stationId: japanese, localTime: '2026-03-23 05:15' });
    expect(body.clashes[0]?.wanted.startsAt).toBe('2026-03-22T20:15:00.000Z');
  });

  it('lets exactly one of two win that are placed at once', async () => {
    const answers = await Promise.all([place(inThreeWeeks), place(inThreeWeeks), place(inThreeWeeks)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });
});
