import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { broadcastWith, neverPlanned } from '../../factories/broadcast.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram, anApprovedProgram, aSegment, makeReady } from '../../factories/program.factory.js';
import { centreWith, newDevice, newGroup, newStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { statementsDuring } from '../../support/statements.js';

interface Listed {
  items: { id: string }[];
  next: string | null;
  total: number | null;
}

describe('a list that people read', () => {
  let service: TestService;
  // Monday, 08:00 in Vietnam.
  beforeAll(async () => void (service = await startService({ at: '2026-03-02T01:00:00Z' })));
  afterAll(() => service.stop());

  describe('of programs, for approvers, editors and contributors', () => {
    let client: TestPerson['client'];
    let tomorrow: string;
    let ids: Record<'soon' | 'later' | 'never' | 'own' | 'clashing', string>;

    beforeAll(async () => {
      const { id: centreId } = await centreWith(service);
      const person = await personWith(service, 'editor', { kind: 'centre', id: centreId });
      ({ client } = person);
      const { id: stationId } = await newStation(service, { servedBy: centreId });
      const later = await anApprovedProgram(service, { centreId, title: 'Bài B' });
      const soon = await anApprovedProgram(service, { centreId, title: 'Ấm no' });
      const never = await aProgram(service, { centreId, title: 'Đời sống' });
      const own = await aProgram(service, { centreId, title: 'bài a', createdBy: person.id });
      const clashing = await anApprovedProgram(service, { centreId, title: 'Xuân' });
      const airs = (programId: string, hours: number) => {
        const startsAt = new Date(service.clock.now().getTime() + hours * 3_600_000);
        return broadcastWith(service, { stationId, programId, startsAt });
      };
      await airs(later.id, 72);
      tomorrow = (await airs(soon.id, 24)).startsAt.toISOString();
      await airs(soon.id, 96);
      await neverPlanned(service, (await airs(clashing.id, 1)).id);
      ids = { soon: soon.id, later: later.id, never: never.id, own: own.id, clashing: clashing.id };
    });

    const listed = async (query: string) => (await client.get<Listed>(`/programs?${query}`)).body;
    const inPages = async (query: string) => {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Listed = await listed(`${query}&limit=2${cursor && `&cursor=${cursor}`}`);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      return seen;
    };

    it('is sorted by the next airing, what nothing is planned of last, and says when that is', async () => {
      const { soon, later, never, own, clashing } = ids;
      expect(await inPages('order=next-airing')).toEqual([soon, later, never, own, clashing]);
      const { items } = await listed('order=next-airing');
      expect(items[0]).toMatchObject({ nextAiring: { startsAt: tomorrow } });
      expect(items.at(-1)).toMatchObject({ nextAiring: null });
    });

    it('is sorted by title as people look for it, and by age', async () => {
      const { soon, later, never, own, clashing } = ids;
      expect(await inPages('order=title')).toEqual([soon, own, later, never, clashing]);
      expect(await inPages('')).toEqual([clashing, own, never, soon, later]);
    });

    it('is sorted by the last decision, without what nobody has decided about', async () => {
      const { soon, later, clashing } = ids;
      expect(await inPages('order=last-decided')).toEqual([clashing, soon, later]);
      expect(await inPages('order=last-decided&decidedByMe=true')).toEqual([]);
      expect(await inPages('decidedByMe=false')).toHaveLength(5);
    });

    it('shows a person their own programs, or the others', async () => {
      expect(await inPages('mine=true')).toEqual([ids.own]);
      expect(await inPages('mine=false')).not.toContain(ids.own);
    });

    it('counts all pages when asked', async () => {
      expect((await listed('limit=1')).total).toBeNull();
      expect((await listed('limit=1&total=true')).total).toBe(5);
      expect((await listed('limit=1&total=true&mine=true')).total).toBe(1);
      expect((await listed('total=true&search=bai')).total).toBe(2);
    });
  });

  it('shows beside the ids who made it, whose it is, its segment, and what was found in its audio', async () => {
    const { id: centreId, name } = await centreWith(service);
    const { client } = await personWith(service, 'leader', { kind: 'centre', id: centreId });
    const segment = await aSegment(service, centreId);
    const program = await aProgram(service, { centreId, segmentId: segment.id });
    const show = async () => (await client.get(`/programs/${program.id}`)).body;
    expect(await show()).toMatchObject({ ownerName: name, segmentName: segment.name, findings: null });
    const { originalSha256 } = await makeReady(service, program);
    await service.sql(
      `INSERT INTO transcodings (original_sha256, state, queued_at, findings)
       VALUES ($1, 'ready', $2, '[{"code":"clipping"},{"code":"low-level"}]')`,
      [originalSha256, service.clock.now()],
    );
    expect(await show()).toMatchObject({ findings: 2, original: { uploadedBy: { id: program.createdBy } } });
  });

  it('says how much there is on all pages of stations, centres, groups, units and devices', async () => {
    const centre = await centreWith(service, { name: 'Trung tâm Đặng Thùy', stations: 3 });
    const { client } = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const listed = async (path: string) => (await client.get<Listed>(path)).body;
    const [first, second] = centre.stations;
    await newDevice(service, first?.id ?? '');
    const { id: ended } = await newDevice(service, first?.id ?? '');
    await service.sql('UPDATE devices SET ended_at = $2 WHERE id = $1', [ended, service.clock.now()]);
    await newGroup(service, centre.id, [first?.id ?? '']);
    await service.sql(`UPDATE stations SET closed_on = '2026-02-01' WHERE id = $1`, [second?.id]);
    expect(await listed('/stations?limit=1')).toMatchObject({ items: [{}], next: expect.any(String), total: 3 });
    expect(await listed('/stations?closed=true')).toMatchObject({ items: [{ id: second?.id }], total: 1 });
    expect(await listed('/stations?search=nothing')).toEqual({ items: [], next: null, total: 0 });
    expect(await listed('/centres?search=thuy%20dang')).toMatchObject({ items: [{ id: centre.id }], total: 1 });
    expect(await listed(`/centres/${centre.id}/groups?search=NHOM`)).toMatchObject({ items: [{}], total: 1 });
    expect(await listed('/units?limit=1&search=xa%20dai%203')).toMatchObject({ items: [{ name: 'Đài xã 3' }] });
    expect(await listed(`/stations/${first?.id}/devices`)).toMatchObject({ total: 2 });
    expect(await listed(`/stations/${first?.id}/devices?ended=true`)).toMatchObject({
      items: [{ id: ended }],
      total: 1,
    });
  });

  it('has people by name or login, by role, and counted, each with the names of their places', async () => {
    const { id, stations } = await centreWith(service, { stations: 1 });
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id });
    const scope = { kind: 'station', id: stations[0]?.id };
    const newcomer = { name: 'Đỗ Thị Cát Tiên', login: 'cat-tien', grants: [{ role: 'operator', scope }] };
    const { body } = await administrator.client.post<{ person: { id: string } }>('/people', newcomer);
    const found = async (query: string) => (await administrator.client.get<Listed>(`/people?${query}`)).body;
    const place = { scope, scopeName: stations[0]?.name };
    for (const search of ['tien do', 'CAT-TIEN', 'thi%20c%C3%A1t']) {
      expect(await found(`search=${search}`)).toMatchObject({
        items: [{ id: body.person.id, grants: [place] }],
        total: 1,
      });
    }
    expect(await found('role=operator')).toMatchObject({ items: [{ id: body.person.id }], total: 1 });
    expect(await found('role=operator&ended=true')).toEqual({ items: [], next: null, total: 0 });
  });

  it('has entries, gaps and broadcasts with what they are called and where, who placed them, and how many', async () => {
    const centre = await centreWith(service, { stations: 3 });
    const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const stationIds = centre.stations.map(({ id }) => id);
    const weekly = { centreId: centre.id, rule: 'FREQ=WEEKLY;BYDAY=MO,TH', times: ['05:15', '17:15'], stationIds };
    const place = (more: object) =>
      editor.client.post<{ id: string }>('/entries', { ...weekly, startsOn: '2026-03-02', ...more });
    const title = 'Đường dây nóng của Đội 3';
    const hotline = await anApprovedProgram(service, { centreId: centre.id, title });
    const groupId = await newGroup(service, centre.id, stationIds);
    const list = async (path: string) => (await editor.client.get(path)).body;
    const { body: placed } = await place({ programId: hotline.id, groupIds: [groupId] });
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id });
    await place({ programId, times: ['06:00'] });
    expect(await list('/entries?search=doi%20duong&total=true')).toMatchObject({
      items: [
        {
          id: placed.id,
          ownerName: centre.name,
          placedBy: { id: editor.id, name: editor.actor.name },
          terms: [{ title, stationNames: ['Đài xã 1', 'Đài xã 2', 'Đài xã 3'], groupNames: [`Nhóm ${groupId}`] }],
        },
      ],
      total: 1,
    });
    expect(await list(`/entries?centreId=${centre.id}&limit=1&total=true`)).toMatchObject({ items: [{}], total: 2 });
    expect(await list('/entries?limit=1')).toMatchObject({ total: null });
    const named = { items: [{ title, stationName: 'Đài xã 1' }] };
    const at = `stationId=${stationIds[0]}`;
    expect(await list(`/broadcasts?${at}&limit=1`)).toMatchObject(named);
    await service.sql(
      `UPDATE broadcasts SET state = 'gap', reason_code = 'airtime-clash', planned_at = NULL, original_sha256 = NULL
       WHERE entry_id = $1`,
      [placed.id],
    );
    const gaps = await list(`/gaps?${at}&search=xa%20day%20nong&code=airtime-clash&limit=1&total=true`);
    expect(gaps).toMatchObject({ ...named, total: 9 });
    expect(await list(`/gaps?${at}&search=khac&total=true`)).toEqual({ items: [], next: null, total: 0 });
  });

  it('asks once which centre serves the stations, however many entries and programs of theirs are listed', async () => {
    const centre = await centreWith(service, { stations: 4 });
    const approver = await personWith(service, 'approver', { kind: 'centre', id: centre.id });
    const fill = async (stationId: string) => {
      const { client } = await personWith(service, 'operator', { kind: 'station', id: stationId });
      const { id: programId } = await anApprovedProgram(service, { stationId });
      const own = { stationId, programId, startsOn: '2026-03-02', rule: 'FREQ=DAILY', times: ['05:15'] };
      expect(await client.post('/entries', own)).toMatchObject({ status: 201 });
    };
    const [first, ...others] = centre.stations.map(({ id }) => id);
    await fill(first ?? '');
    const read = async () => {
      for (const path of ['/entries', '/programs']) await approver.client.get(path);
    };
    const asked = () => statementsDuring(service, read, /FROM centre_stations c\s+WHERE c.station_id = ANY/);
    expect(await asked()).toBe(2);
    for (const station of others) await fill(station);
    expect(await asked()).toBe(2);
    for (const path of ['/entries?total=true', '/programs?total=true']) {
      const { items, total } = (await approver.client.get<Listed>(path)).body;
      expect([items.length, total]).toEqual([4, 4]);
    }
  });
});
