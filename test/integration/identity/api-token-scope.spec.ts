import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import type { Role } from '../../../src/identity/permissions.js';
import { askForToken, tokenOf } from '../../factories/api-token.factory.js';
import { formWith, wavOf } from '../../factories/audio.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('what an API token allows', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
    service.clock.stop();
  });
  afterAll(() => service.stop());

  async function centre() {
    const { id, stations } = await centreWith(service, { stations: 2 });
    const personOf = (role: Role) => personWith(service, role, { kind: 'centre', id });
    return { id, stationIds: stations.map((station) => station.id), personOf };
  }

  it('allows what it names and nothing else that its person may do', async () => {
    const { personOf, id } = await centre();
    const editor = await personOf('editor');
    const { client, id: tokenId } = await tokenOf(service, editor, 'programs:read');
    const program = await aProgram(service, { centreId: id });
    expect((await client.get(`/programs/${program.id}`)).status).toBe(200);
    expect((await client.get('/topics')).status).toBe(200);
    expect((await client.get('/me')).body).toMatchObject({
      permissions: ['programs:read'],
      token: { id: tokenId, scopes: null },
    });
    expect((await editor.client.get('/me')).body).toMatchObject({ token: null });
    for (const path of ['/stations', '/entries', '/audit']) {
      expect(await client.get(path)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    }
    const body = { title: 'Bản tin', topic: 'procedures', genre: 'news', origin: 'centre', centreId: id };
    expect((await editor.client.post('/programs', body)).status).toBe(201);
    expect(await client.post('/programs', body)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect((await client.patch(`/programs/${program.id}`, { title: 'Tên khác' })).status).toBe(403);
  });

  it('works in its scopes and nowhere else that its person reaches', async () => {
    const { personOf, stationIds, id } = await centre();
    const [here = '', there = ''] = stationIds;
    const administrator = await personOf('administrator');
    const made = await askForToken(administrator, {
      permissions: ['stations:read'],
      scopes: [{ kind: 'station', id: here }],
    });
    const client = clientOf(service.url, made.body.token);
    expect((await client.get(`/stations/${here}`)).status).toBe(200);
    expect((await client.get(`/stations/${there}`)).status).toBe(404);
    expect((await client.get(`/centres/${id}/groups`)).status).toBe(404);
    const { body } = await client.get<{ items: { id: string }[] }>('/stations');
    expect(body.items.map((station) => station.id)).toEqual([here]);
  });

  it('of a contributor hands in where the contributor may, if it names that', async () => {
    const { personOf, id } = await centre();
    const contributor = await personOf('contributor');
    const { client } = await tokenOf(service, contributor, 'programs:contribute');
    const body = { title: 'Bản tin', topic: 'procedures', genre: 'news', origin: 'centre', centreId: id };
    const handedIn = await client.post<{ id: string }>('/programs', body);
    expect(handedIn.status).toBe(201);
    expect((await client.get(`/programs/${handedIn.body.id}`)).status).toBe(200);
  });

  it('is never wider than its person', async () => {
    const { personOf, id, stationIds } = await centre();
    const other = await centre();
    const leader = await personOf('leader');
    const wider = await askForToken(leader, { permissions: ['schedule:read', 'schedule:write'] });
    expect(wider).toMatchObject({ status: 403, body: { code: 'token-beyond-person', permission: 'schedule:write' } });
    for (const scope of [
      { kind: 'centre', id: other.id },
      { kind: 'station', id: other.stationIds[0] },
      { kind: 'unit', id },
    ]) {
      expect((await askForToken(leader, { permissions: ['reports:read'], scopes: [scope] })).status).toBe(404);
    }
    const everywhere = await askForToken(leader, { permissions: ['reports:read'], scopes: [{ kind: 'everywhere' }] });
    expect(everywhere).toMatchObject({ status: 403, body: { code: 'beyond-your-reach' } });
    const own = [
      { kind: 'centre', id },
      { kind: 'station', id: stationIds[0] },
    ];
    expect((await askForToken(leader, { permissions: ['reports:read'], scopes: own })).status).toBe(201);
  });

  it('loses at once what its person loses, and ends with the account', async () => {
    const { personOf } = await centre();
    const leader = await personOf('leader');
    const { client } = await tokenOf(service, leader, 'stations:read');
    expect((await client.get('/stations')).status).toBe(200);
    await service.sql('UPDATE grants SET ended_at = now() WHERE person_id = $1', [leader.id]);
    expect((await client.get('/stations')).status).toBe(403);
    await service.sql('UPDATE people SET ended_at = now() WHERE id = $1', [leader.id]);
    expect((await client.get('/me')).status).toBe(401);
  });

  it('takes in audio only where it works, and is named as what handed it in', async () => {
    const { personOf, id, stationIds } = await centre();
    const [stationId = '', otherId = ''] = stationIds;
    const editor = await personOf('editor');
    const permissions = ['programs:read', 'programs:write'];
    const made = await askForToken(editor, { permissions, scopes: [{ kind: 'station', id: stationId }] });
    const script = clientOf(service.url, made.body.token);
    const upload = async (owner: { stationId: string } | { centreId: string }) => {
      const program = await aProgram(service, owner);
      const answer = await script.post(`/programs/${program.id}/audio`, formWith(wavOf({ seconds: 1 })));
      return { program, status: answer.status };
    };
    for (const owner of [{ stationId: otherId }, { centreId: id }]) expect((await upload(owner)).status).toBe(404);
    const { program, status } = await upload({ stationId });
    expect(status).toBe(201);
    const entries = await service.sql(`SELECT token_id FROM audit_entries WHERE thing_id = $1`, [program.id]);
    expect(entries).toEqual([{ token_id: made.body.id }]);
  });

  it('is not widened by an Idempotency-Key: the answer to another token is not repeated', async () => {
    const { personOf, id } = await centre();
    const editor = await personOf('editor');
    const token = await tokenOf(service, editor, 'programs:read', 'programs:write');
    const other = await tokenOf(service, editor, 'programs:read', 'programs:write');
    const body = { title: 'Bản tin', topic: 'procedures', genre: 'news', origin: 'centre', centreId: id };
    const headers = { 'idempotency-key': token.id };
    const statuses = [];
    for (const { client } of [token, token, other, editor]) {
      statuses.push((await client.post('/programs', body, headers)).status);
    }
    expect(statuses).toEqual([201, 201, 422, 422]);
  });
});
