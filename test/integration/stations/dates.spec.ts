import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessService } from '../../../src/identity/access/access.service.js';
import { ScopeDirectory } from '../../../src/identity/scope.directory.js';
import { DevicesService } from '../../../src/stations/devices/devices.service.js';
import { GroupsService } from '../../../src/stations/groups/groups.service.js';
import type { StationDetail } from '../../../src/stations/stations.schemas.js';
import { StationsService } from '../../../src/stations/stations.service.js';
import { UnitViews } from '../../../src/stations/units/units.views.js';
import { personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith, newDevice, newGroup, newStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('which station belongs where on which day', () => {
  let service: TestService;
  let stations: StationsService;
  beforeAll(async () => {
    service = await startService({ at: '2026-03-02T01:00:00Z' });
    stations = service.get(StationsService);
  });
  afterAll(() => service.stop());

  const serve = (centreId: string, stationId: string, from: string, until: string | null) =>
    service.sql('INSERT INTO centre_stations VALUES ($1, $2, $3, $4)', [centreId, stationId, from, until]);

  it('knows which centre serves a station before and after the day of change', async () => {
    const [before, after] = [await centreWith(service), await centreWith(service)];
    const station = await newStation(service);
    await serve(before.id, station.id, '2022-01-01', '2025-07-01');
    await serve(after.id, station.id, '2025-07-01', null);
    expect(await stations.centreOf(station.id, '2025-06-30')).toBe(before.id);
    expect(await stations.centreOf(station.id, '2025-07-01')).toBe(after.id);
    expect(await stations.centreOf(station.id, '2021-12-31')).toBeNull();
    expect(await stations.servedBy(before.id, '2025-07-01')).toEqual([]);
    expect((await stations.servedBy(after.id, '2025-07-01')).map(({ id }) => id)).toEqual([station.id]);
  });

  it('tells of a station which centres serve it or did, with their days', async () => {
    const [former, present] = [await centreWith(service), await centreWith(service)];
    const station = await newStation(service);
    await serve(present.id, station.id, '2025-07-01', null);
    await serve(former.id, station.id, '2024-05-01', '2025-07-01');
    const { client } = await personWith(service, 'administrator');
    const { body } = await client.get<Pick<StationDetail, 'servings'>>(`/stations/${station.id}`);
    expect(body.servings).toEqual([
      { id: former.id, name: former.name, from: '2024-05-01', until: '2025-07-01' },
      { id: present.id, name: present.name, from: '2025-07-01', until: null },
    ]);
  });

  it('does not count a closed station among those that a centre serves', async () => {
    const centre = await centreWith(service, { stations: 2 });
    await service.sql("UPDATE stations SET closed_on = '2025-07-01' WHERE id = $1", [centre.stations[0]?.id]);
    expect(await stations.servedBy(centre.id, '2025-06-30')).toHaveLength(2);
    expect(await stations.servedBy(centre.id, '2025-07-01')).toHaveLength(1);
  });

  it('resolves the scope of a centre, a unit or a station to its stations of today', async () => {
    const centre = await centreWith(service, { stations: 3 });
    const ids = centre.stations.map(({ id }) => id);
    const [first, second] = centre.stations;
    const foreign = await newStation(service);
    if (!first || !second) throw new Error('no stations');
    const reachOf = async (kind: 'centre' | 'unit' | 'station', id: string) =>
      (await personWith(service, 'operator', { kind, id })).actor.reached('stations:read', [...ids, foreign.id]);
    expect(await reachOf('centre', centre.id)).toEqual(new Set(ids));
    expect(await reachOf('unit', first.unitId)).toEqual(new Set([first.id]));
    expect(await reachOf('station', second.id)).toEqual(new Set([second.id]));
    expect((await personWith(service, 'leader')).actor.reach('stations:read')).toEqual({
      everywhere: true,
      centreIds: [],
      byDay: [],
    });
  });

  it('knows which centres, units and stations exist, so that a grant cannot name another', async () => {
    const centre = await centreWith(service, { stations: 1 });
    const [station] = centre.stations;
    if (!station) throw new Error('no station');
    const scopes = service.get(ScopeDirectory);
    expect(await scopes.exists({ kind: 'everywhere', id: null })).toBe(true);
    expect(await scopes.exists({ kind: 'centre', id: centre.id })).toBe(true);
    expect(await scopes.exists({ kind: 'unit', id: station.unitId })).toBe(true);
    expect(await scopes.exists({ kind: 'station', id: station.id })).toBe(true);
    expect(await scopes.exists({ kind: 'station', id: station.unitId })).toBe(false);
  });

  it('moves a station to the new centre at midnight of the station, not of the server', async () => {
    const [before, after] = [await centreWith(service), await centreWith(service)];
    const station = await newStation(service);
    await serve(before.id, station.id, '2022-01-01', '2026-03-03');
    await serve(after.id, station.id, '2026-03-03', null);
    const program = await aProgram(service, { stationId: station.id });
    service.clock.moveTo('2026-03-02T16:59:50Z');
    const leaders = [before, after].map(({ id }) => personWith(service, 'leader', { kind: 'centre', id }));
    const seen = async () => {
      const all = (await Promise.all(leaders)).map(async ({ client, actor }) => {
        const listed = async (path: string) => {
          const { items, total } = (await client.get<{ items: unknown[]; total: number }>(path)).body;
          expect(total).toBe(items.length);
          return items.length;
        };
        const shown = async (path: string) => (await client.get(path)).status === 200;
        return [
          await actor.mayAt('stations:read', { kind: 'station', id: station.id }),
          (await listed('/stations')) === 1,
          await shown(`/stations/${station.id}`),
          (await listed('/stations/overview')) === 1,
          (await listed('/programs?total=true')) === 1,
          await shown(`/programs/${program.id}`),
        ];
      });
      return Promise.all(all);
    };
    const [everything, nothing] = [Array(6).fill(true), Array(6).fill(false)];
    expect(await seen()).toEqual([everything, nothing]);
    service.clock.moveTo('2026-03-02T17:00:01Z');
    expect(await seen()).toEqual([nothing, everything]);
  });

  it('lets a token that is limited to a centre work at its person’s stations only while the centre serves them', async () => {
    const [before, after] = [await centreWith(service), await centreWith(service)];
    const station = await newStation(service);
    await serve(before.id, station.id, '2022-01-01', '2026-03-03');
    await serve(after.id, station.id, '2026-03-03', null);
    service.clock.moveTo('2026-03-02T16:59:50Z');
    const operator = await personWith(service, 'operator', { kind: 'unit', id: station.unitId });
    const { actor } = await personWith(service, 'operator', { kind: 'station', id: station.id });
    const token = (centreId: string) => {
      const scopes = [{ kind: 'centre' as const, id: centreId }];
      const acting = { id: 't', name: 'Bảng tin', permissions: ['stations:read' as const], scopes };
      return service.get(AccessService).actorFor(operator.actor, acting);
    };
    const tokens = [await token(before.id), await token(after.id)];
    const may = () =>
      Promise.all([actor, ...tokens].map((one) => one.mayAt('stations:read', { kind: 'station', id: station.id })));
    const units = async () => {
      const lists = await Promise.all(tokens.map((one) => service.get(UnitViews).list({ limit: 5 }, one)));
      return lists.map(({ items, total }) => [items.length, total]);
    };
    expect([await may(), await units()]).toEqual([
      [true, true, false],
      [
        [1, 1],
        [0, 0],
      ],
    ]);
    service.clock.moveTo('2026-03-02T17:00:01Z');
    expect([await may(), await units()]).toEqual([
      [true, false, true],
      [
        [0, 0],
        [1, 1],
      ],
    ]);
  });

  it('gives the people of a station to the administrators of the centre that serves it, from its midnight on', async () => {
    const [before, after] = [await centreWith(service), await centreWith(service)];
    const station = await newStation(service);
    await serve(before.id, station.id, '2022-01-01', '2026-03-03');
    await serve(after.id, station.id, '2026-03-03', null);
    service.clock.moveTo('2026-03-02T16:59:50Z');
    const operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
    await personWith(service, 'operator', { kind: 'station', id: (await newStation(service)).id });
    const administrators = [before, after].map(({ id }) =>
      personWith(service, 'administrator', { kind: 'centre', id }),
    );
    const seen = async () =>
      Promise.all(
        (await Promise.all(administrators)).map(async ({ id, client }) => {
          const { items, total } = (await client.get<{ items: { id: string }[]; total: number }>('/people')).body;
          expect(total).toBe(items.length);
          return [
            items.map((one) => one.id).filter((one) => one !== id),
            (await client.get(`/people/${operator.id}`)).status,
          ];
        }),
      );
    expect(await seen()).toEqual([
      [[operator.id], 200],
      [[], 404],
    ]);
    service.clock.moveTo('2026-03-02T17:00:01Z');
    expect(await seen()).toEqual([
      [[], 404],
      [[operator.id], 200],
    ]);
  });

  it('lists who is in several groups on the days asked for', async () => {
    const centre = await centreWith(service, { stations: 3 });
    const [a = '', b = '', c = ''] = centre.stations.map(({ id }) => id);
    const groups = [await newGroup(service, centre.id, [a, b]), await newGroup(service, centre.id, [b, c])];
    await service.sql("UPDATE station_group_members SET valid = '[2026-03-05,2026-03-07)' WHERE station_id = $1", [c]);
    const members = async (groupIds: string[], from: string, until: string | null) => {
      const found = await service.get(GroupsService).membersOf(groupIds, { from, until });
      return found.map(({ stationId }) => stationId).toSorted();
    };
    expect(await members(groups, '2026-03-05', '2026-03-05')).toEqual([a, b, b, c].toSorted());
    expect(await members(groups, '2026-03-07', null)).toEqual([a, b, b].toSorted());
    expect(await members(groups, '2026-03-01', null)).toEqual([a, b, b, c].toSorted());
    expect(await members([], '2026-03-05', null)).toEqual([]);
  });

  it('keeps the last report of a device', async () => {
    const devices = service.get(DevicesService);
    const station = await newStation(service);
    const enrolled = service.clock.now();
    const device = await newDevice(service, station.id);
    const later = new Date(enrolled.getTime() + 60_000);
    await devices.seen(device.id, { at: later, report: { playlistVersion: 2 } });
    await devices.seen(device.id, { at: enrolled, report: { playlistVersion: 1 } });
    expect(await devices.recognise(device.token)).toMatchObject({
      lastSeenAt: later,
      lastReport: { playlistVersion: 2 },
    });
    const latest = new Date(later.getTime() + 30_000);
    await devices.seen(device.id, { at: latest, report: { playlistVersion: 3 } });
    expect(await devices.recognise(device.token)).toMatchObject({
      lastSeenAt: latest,
      lastReport: { playlistVersion: 3 },
    });
    await service.sql('UPDATE devices SET ended_at = $2 WHERE id = $1', [device.id, later]);
    expect(await devices.recognise(device.token)).toBeUndefined();
  });
});
