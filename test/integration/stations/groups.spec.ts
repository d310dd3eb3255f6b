import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Group {
  id: string;
  name: string;
  stationIds: string[];
}
interface Cluster {
  id: string;
  working: boolean;
}

describe('groups and clusters', () => {
  let service: TestService;
  let centre: TestCentre;
  let foreign: TestCentre;
  let administrator: TestPerson;
  let stranger: TestPerson;
  let ids: string[];
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    centre = await centreWith(service, { stations: 3 });
    foreign = await centreWith(service, { stations: 1 });
    administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    stranger = await personWith(service, 'administrator', { kind: 'centre', id: foreign.id });
    ids = centre.stations.map(({ id }) => id);
  });

  describe('groups', () => {
    it('are not created at a centre that does not exist', async () => {
      const { client } = await personWith(service, 'administrator');
      const path = '/centres/0190a0a0-0000-7000-8000-000000000000/groups';
      const answer = await client.post(path, { name: 'Ven biển', stationIds: [] });
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect((await client.post(path, { name: 'Ven biển', stationIds: ids })).status).toBe(409);
    });

    it('are created with stations that the centre serves, renamed, and deleted', async () => {
      const { client } = administrator;
      const path = `/centres/${centre.id}/groups`;
      const [a = '', b = ''] = ids;
      const formed = await client.post<Group>(path, { name: 'Ven biển', stationIds: [a, b, a] });
      expect(formed).toMatchObject({ status: 201, body: { name: 'Ven biển', stationIds: [a, b].sort() } });
      const taken = await client.post(path, { name: 'Ven biển', stationIds: [] });
      expect(taken).toMatchObject({ status: 409, body: { code: 'group-name-taken' } });
      const renamed = await client.edit<Group>(`/groups/${formed.body.id}`, { name: 'Miền núi' });
      expect(renamed.body).toMatchObject({ name: 'Miền núi', stationIds: [a, b].sort() });
      expect((await client.get(`/stations/${b}`)).body).toMatchObject({ groups: [{ name: 'Miền núi' }] });
      expect((await client.get<{ items: Group[] }>(path)).body.items).toEqual([renamed.body]);
      expect((await client.delete(`/groups/${formed.body.id}`)).status).toBe(204);
      expect((await client.get(`/groups/${formed.body.id}`)).status).toBe(404);
    });

    it('change by adding and taking away, so that of two people’s changes both are kept', async () => {
      const { client } = administrator;
      const [a = '', b = '', c = ''] = ids;
      const { id } = (await client.post<Group>(`/centres/${centre.id}/groups`, { name: 'G', stationIds: [a] })).body;
      const members = `/groups/${id}/members`;
      const answers = await Promise.all([
        client.post(members, { stationIds: [b] }),
        client.post(members, { stationIds: [b, c, a] }),
        client.delete(`${members}/${a}`),
        client.delete(`${members}/${a}`),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const group = async () => (await client.get<Group>(`/groups/${id}`)).body;
      const kept = (await group()).stationIds;
      // The second call names `a`, which the others take out: it is there only if they came first.
      expect(kept.filter((stationId) => stationId !== a)).toEqual([b, c].sort());
      const deeds = await service.sql<{ did: string }>(
        `SELECT did FROM audit_entries WHERE thing_id = $1 AND did <> 'group.form'`,
        [id],
      );
      const before = await group();
      await client.post(members, { stationIds: kept });
      await client.post(members, { stationIds: [] });
      expect((await client.delete(`${members}/01900000-0000-7000-8000-000000000000`)).status).toBe(200);
      expect(await group()).toEqual(before);
      expect(
        await service.sql(`SELECT did FROM audit_entries WHERE thing_id = $1 AND did <> 'group.form'`, [id]),
      ).toEqual(deeds);
    });

    it('add all stations of a call, or none', async () => {
      const { client } = administrator;
      const [a = '', b = ''] = ids;
      const { id } = (await client.post<Group>(`/centres/${centre.id}/groups`, { name: 'G', stationIds: [a] })).body;
      const stranger = foreign.stations[0]?.id ?? '';
      const refused = await client.post(`/groups/${id}/members`, { stationIds: [b, stranger] });
      expect(refused).toMatchObject({ status: 409, body: { code: 'station-not-served', stationIds: [stranger] } });
      expect((await client.get<Group>(`/groups/${id}`)).body.stationIds).toEqual([a]);
    });

    it('can be renamed while a member is no longer served, and add others', async () => {
      const { client } = administrator;
      const [a = '', b = ''] = ids;
      const { id } = (await client.post<Group>(`/centres/${centre.id}/groups`, { name: 'G', stationIds: [a] })).body;
      await service.sql(`UPDATE centre_stations SET served_until = served_from + 1 WHERE station_id = $1`, [a]);
      expect((await client.edit(`/groups/${id}`, { name: 'H' })).status).toBe(200);
      const added = await client.post(`/groups/${id}/members`, { stationIds: [a, b] });
      expect(added).toMatchObject({ status: 200, body: { name: 'H', stationIds: [a, b].sort() } });
    });

    it('are visible to people of their centre, and not to those of a commune', async () => {
      const [a = '', b = ''] = ids;
      const path = `/centres/${centre.id}/groups`;
      await administrator.client.post(path, { name: 'Phê bình tháng này', stationIds: [a, b] });
      const operator = await personWith(service, 'operator', { kind: 'station', id: a });
      expect((await operator.client.get(`/stations/${a}`)).body).toMatchObject({ id: a, groups: [] });
      const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
      expect((await editor.client.get(`/stations/${a}`)).body).toMatchObject({
        groups: [{ name: 'Phê bình tháng này' }],
      });
    });

    it('refuse stations of another centre and stations that do not exist, with the same problem', async () => {
      for (const id of [foreign.stations[0]?.id ?? '', '01900000-0000-7000-8000-000000000000']) {
        const answer = await administrator.client.post(`/centres/${centre.id}/groups`, { name: 'X', stationIds: [id] });
        expect(answer).toMatchObject({ status: 409, body: { code: 'station-not-served', stationIds: [id] } });
      }
    });

    it('cannot be deleted while an entry is for them', async () => {
      const { client } = administrator;
      const [a = ''] = ids;
      const { id } = (await client.post<Group>(`/centres/${centre.id}/groups`, { name: 'G', stationIds: [a] })).body;
      const program = await anApprovedProgram(service, { centreId: centre.id });
      const wishes = { stationId: a, programId: program.id, startsAt: service.clock.now() };
      const { entryId } = await broadcastWith(service, wishes);
      await service.sql(
        'INSERT INTO entry_places (terms_id, group_id) SELECT id, $2 FROM entry_terms WHERE entry_id = $1',
        [entryId, id],
      );
      const answer = await client.delete(`/groups/${id}`);
      expect(answer).toMatchObject({ status: 409, body: { code: 'group-in-use' } });
      expect((await client.get<Group>(`/groups/${id}`)).body.stationIds).toEqual([a]);
    });

    it('of another centre are hidden', async () => {
      const formed = await administrator.client.post<Group>(`/centres/${centre.id}/groups`, {
        name: 'G',
        stationIds: [],
      });
      const path = `/groups/${formed.body.id}`;
      expect((await stranger.client.get(path)).status).toBe(404);
      expect((await stranger.client.patch(path, { name: 'X' }, { 'if-match': '"seen"' })).status).toBe(404);
      expect((await stranger.client.post(`${path}/members`, { stationIds: [] })).status).toBe(404);
      expect((await stranger.client.delete(`${path}/members/${foreign.stations[0]?.id}`)).status).toBe(404);
      expect((await stranger.client.delete(path)).status).toBe(404);
      expect((await stranger.client.get(`/centres/${centre.id}/groups`)).status).toBe(404);
      expect((await stranger.client.post(`/centres/${centre.id}/groups`, { name: 'X', stationIds: [] })).status).toBe(
        404,
      );
    });
  });

  describe('clusters', () => {
    const cluster = { name: 'Thôn 1', technology: 'ip', horns: 4 };

    it('are counted, working ones and all', async () => {
      const { client } = administrator;
      const path = `/stations/${ids[0]}/clusters`;
      const first = await client.post<Cluster>(path, cluster);
      expect(first).toMatchObject({ status: 201, body: { working: true, place: null } });
      expect((await client.post(path, cluster)).body).toMatchObject({ code: 'cluster-name-taken' });
      await client.post(path, { ...cluster, name: 'Thôn 2', working: false });
      const counted = async () => (await client.get(`/stations/${ids[0]}`)).body['clusters'];
      expect(await counted()).toEqual({ working: 1, all: 2 });
      const broken = await client.edit<Cluster>(`/clusters/${first.body.id}`, { working: false });
      expect(broken.body.working).toBe(false);
      expect(await counted()).toEqual({ working: 0, all: 2 });
      expect((await client.delete(`/clusters/${first.body.id}`)).status).toBe(204);
      expect(await counted()).toEqual({ working: 0, all: 1 });
      expect((await client.post(path, cluster)).status).toBe(201);
      const gone = await client.patch(`/clusters/${first.body.id}`, { horns: 2 }, { 'if-match': '"seen"' });
      expect(gone.status).toBe(404);
      expect((await client.get<{ items: Cluster[] }>(path)).body.items).toHaveLength(2);
    });

    it('of another centre are hidden', async () => {
      const path = `/stations/${ids[0]}/clusters`;
      const { id } = (await administrator.client.post<Cluster>(path, cluster)).body;
      expect((await stranger.client.get(path)).status).toBe(404);
      expect((await stranger.client.post(path, cluster)).status).toBe(404);
      const seen = { 'if-match': '"seen"' };
      expect((await stranger.client.patch(`/clusters/${id}`, { working: false }, seen)).status).toBe(404);
      expect((await stranger.client.delete(`/clusters/${id}`)).status).toBe(404);
    });
  });
});
