import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import type { StationClient } from '../../../station-client/station-client.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import {
  centreWith,
  LONG_AGO,
  newStation,
  newUnit,
  type TestCentre,
  type TestStation,
} from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

// Monday, 17:02 in Vietnam.
const NOW = '2026-03-02T10:02:00Z';
const QUARTER_PAST = '2026-03-02T10:15:00.000Z';

let service: TestService;
let centre: TestCentre;
let administrator: TestPerson;
let editor: TestPerson;
let programId: string;

beforeAll(async () => {
  service = await startService({ at: NOW });
});
afterAll(() => service.stop());
beforeEach(async () => {
  service.clock.moveTo(NOW);
  centre = await centreWith(service, { stations: 2 });
  administrator = await personWith(service, 'administrator');
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  programId = (await aPlayableProgram(service, { centreId: centre.id, seconds: 60 })).id;
});

const stationAt = (index: number): TestStation => {
  const station = centre.stations[index];
  if (!station) throw new Error('no such station');
  return station;
};
const place = async (places: { stationIds?: string[]; groupIds?: string[]; everywhere?: boolean }): Promise<string> => {
  const { status, body } = await editor.client.post<PlacedEntry>('/entries', {
    centreId: centre.id,
    programId,
    rule: 'FREQ=DAILY',
    times: ['17:15'],
    startsOn: '2026-03-02',
    ...places,
  });
  expect([status, body]).toEqual([201, expect.anything()]);
  return body.id;
};
const aGroup = async (stations: TestStation[]) => {
  const content = { name: 'Miền núi', stationIds: stations.map(({ id }) => id) };
  const { body } = await administrator.client.post<{ id: string }>(`/centres/${centre.id}/groups`, content);
  return {
    id: body.id,
    become: async (now: TestStation[]) => {
      const members = `/groups/${body.id}/members`;
      const answer = await administrator.client.post<{ stationIds: string[] }>(members, {
        stationIds: now.map(({ id }) => id),
      });
      expect(answer.status).toBe(200);
      for (const left of answer.body.stationIds.filter((id) => !now.some((station) => station.id === id))) {
        expect((await administrator.client.delete(`${members}/${left}`)).status).toBe(200);
      }
    },
  };
};
const airsTonight = async (device: StationClient) => {
  await device.pull();
  return device.playlist?.items.some(({ startsAt }) => new Date(startsAt).toISOString() === QUARTER_PAST) ?? false;
};
const ownDeeds = (thingId: string) =>
  service.sql(
    `SELECT did, actor_kind AS kind, because, (details->>'withdrawn')::int AS withdrawn FROM audit_entries
     WHERE thing_id = $1 AND actor_kind <> 'person'`,
    [thingId],
  );

describe('a station', () => {
  it('that joins a group at 17:02 has the broadcast of 17:15 in its playlist', async () => {
    const group = await aGroup([stationAt(0)]);
    await place({ groupIds: [group.id] });
    const device = await aStationClient(service, stationAt(1));
    expect(await airsTonight(device)).toBe(false);
    await group.become(centre.stations);
    await until('the 17:15 is in the playlist', () => airsTonight(device));
  });

  it('that is opened airs at once what is for all stations of its centre, and the answer says so', async () => {
    await place({ everywhere: true });
    const opening = { name: 'Đài mới', technology: 'ip', openedOn: '2026-03-02', centreId: centre.id };
    const { status, body } = await administrator.client.post('/stations', {
      ...opening,
      unitId: await newUnit(service),
    });
    expect([status, body]).toEqual([201, expect.anything()]);
    expect(body).toMatchObject({ consequences: { stations: 1, totals: { new: 15 }, byReason: {} } });
  });

  it('that leaves a group goes silent, also when something is on the air, and the audit trail says so once', async () => {
    const group = await aGroup(centre.stations);
    const entryId = await place({ groupIds: [group.id] });
    const device = await aStationClient(service, stationAt(1));
    const other = await aStationClient(service, stationAt(0));
    expect([await airsTonight(device), await airsTonight(other)]).toEqual([true, true]);
    const [onAir] = device.playlist?.items ?? [];
    service.clock.moveTo('2026-03-02T10:15:30Z');
    await group.become([stationAt(0)]);
    await until('nothing is left', async () => {
      await device.pull();
      return device.playlist?.items.length === 0;
    });
    expect(device.playlist).toMatchObject({ stop: [onAir?.broadcastId] });
    await other.pull();
    expect(other.playlist?.items).not.toHaveLength(0);
    const because = 'station-left';
    expect(await ownDeeds(entryId)).toEqual([{ did: 'broadcasts.withdraw', kind: 'service', because, withdrawn: 15 }]);
  });

  it('that is closed from tomorrow on airs tonight for the last time', async () => {
    await place({ stationIds: centre.stations.map(({ id }) => id) });
    const device = await aStationClient(service, stationAt(1));
    expect(await airsTonight(device)).toBe(true);
    const closing = { on: '2026-03-03', because: 'Sáp nhập xã' };
    expect((await administrator.client.post(`/stations/${stationAt(1).id}/close`, closing)).status).toBe(200);
    await until('only tonight is left', async () => {
      await device.pull();
      return device.playlist?.items.length === 1;
    });
    expect(await airsTonight(device)).toBe(true);
  });

  it('that its centre stops serving goes silent, and airs again once it is served again', async () => {
    await place({ stationIds: centre.stations.map(({ id }) => id) });
    const { id } = stationAt(1);
    const device = await aStationClient(service, stationAt(1));
    expect(await airsTonight(device)).toBe(true);
    const ending = { on: '2026-03-02', because: 'Chuyển về trung tâm khác' };
    const path = `/centres/${centre.id}/stations`;
    expect((await administrator.client.post(`${path}/${id}/end`, ending)).status).toBe(200);
    await until('the 17:15 has gone', async () => !(await airsTonight(device)));
    const again = await administrator.client.post(path, { stationId: id, from: '2026-03-02' });
    expect(again.status).toBe(201);
    await until('the 17:15 is back', () => airsTonight(device));
  });

  it('that comes to be served late airs what its group airs from then on', async () => {
    const joining = await newStation(service);
    await service.sql('INSERT INTO centre_stations VALUES ($1, $2, $3, $4)', [
      centre.id,
      joining.id,
      LONG_AGO,
      '2026-03-01',
    ]);
    const group = await aGroup([stationAt(0)]);
    await service.sql('INSERT INTO station_group_members VALUES ($1, $2)', [group.id, joining.id]);
    await place({ groupIds: [group.id] });
    const device = await aStationClient(service, joining);
    expect(await airsTonight(device)).toBe(false);
    const path = `/centres/${centre.id}/stations`;
    expect((await administrator.client.post(path, { stationId: joining.id, from: '2026-03-02' })).status).toBe(201);
    await until('the 17:15 is in the playlist', () => airsTonight(device));
  });
});

describe('a program that loses its approval', () => {
  it('is withdrawn by the service, which records it once, with the count and the reason', async () => {
    await place({ stationIds: centre.stations.map(({ id }) => id) });
    const answer = await editor.client.post(`/programs/${programId}/withdraw`, { because: 'Sai số liệu' });
    expect(answer.status).toBe(200);
    await until('it is recorded', async () => (await ownDeeds(programId)).length > 0);
    const because = 'program-withdrawn';
    expect(await ownDeeds(programId)).toEqual([
      { did: 'broadcasts.withdraw', kind: 'service', because, withdrawn: 30 },
    ]);
  });
});

describe('a service that was down', () => {
  it('plans the days that have come into sight as soon as it starts', async () => {
    const entryId = await place({ stationIds: [stationAt(0).id] });
    const later = await startService({
      at: '2026-03-05T10:02:00Z',
      settings: { DATABASE_URL: service.databaseUrl, MEDIA_ROOT: service.mediaRoot },
      ticks: true,
    });
    try {
      await until('three more days are planned', async () => {
        const rows = await service.sql('SELECT FROM broadcasts WHERE entry_id = $1', [entryId]);
        return rows.length === 15 + 3;
      });
    } finally {
      await later.stop();
    }
  });
});
