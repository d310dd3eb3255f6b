import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, clientOf } from '../../../api-client/client.js';
import { LastSeenStore } from '../../../src/stations/devices/last-seen.store.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { centreWith, newDevice, newStation, type TestStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface EnrolledDevice {
  deviceId: string;
  token: string;
  station: { id: string; name: string; timeZone: string };
  playlistKeys: { kid: string; alg: string; d?: string }[];
}

const START = '2026-03-02T01:00:00Z';

describe('devices at stations', () => {
  let service: TestService;
  let administrator: TestPerson;
  let station: TestStation;
  let nobody: Client;
  beforeAll(async () => {
    service = await startService({ settings: { ENROLMENT_FAILURES_PER_HOUR: '3', SESSION_HOURS: '1000' } });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(START);
    await service.sql('DELETE FROM enrolment_failures');
    administrator = await personWith(service, 'administrator');
    station = await newStation(service);
    nobody = clientOf(service.url);
  });

  const codeFor = async (stationId: string, client = administrator.client) =>
    (await client.post<{ code: string; expiresAt: string }>(`/stations/${stationId}/enrolment-codes`)).body;
  const enrol = (code: string, more = {}) =>
    nobody.post<EnrolledDevice>('/station/enrol', { code, name: 'Máy phát', ...more });

  it('are enrolled with a code, and get the station and the keys that verify playlists', async () => {
    const { code, expiresAt } = await codeFor(station.id);
    expect(code).toHaveLength(8);
    expect(Date.parse(expiresAt) - Date.parse(START)).toBeCloseTo(24 * 3_600_000, -5);
    const answer = await enrol(`${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase(), { model: 'NUC', version: '1.0' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body.station).toEqual({ id: station.id, name: station.name, timeZone: station.timeZone });
    expect(answer.body.playlistKeys[0]).toMatchObject({ alg: 'EdDSA' });
    expect(answer.body.playlistKeys[0]?.d).toBeUndefined();
    const deeds = await service.sql(
      "SELECT actor_kind, actor_name, did FROM audit_entries WHERE thing_kind = 'device' AND thing_id = $1",
      [answer.body.deviceId],
    );
    expect(deeds).toEqual([{ actor_kind: 'device', actor_name: 'Máy phát', did: 'device.enrol' }]);
    const stored = await service.sql('SELECT row_to_json(t)::text AS row FROM device_tokens t');
    expect(JSON.stringify(stored)).not.toContain(answer.body.token);
  });

  it('cannot be enrolled twice with one code, not even concurrently', async () => {
    const { code } = await codeFor(station.id);
    const answers = await Promise.all([enrol(code), enrol(code), enrol(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403]);
    expect(await service.sql('SELECT id FROM devices WHERE station_id = $1', [station.id])).toHaveLength(1);
    expect((await enrol(code)).body).toMatchObject({ code: 'enrolment-code-refused' });
  });

  it('cannot be enrolled with an expired code', async () => {
    const [late, inTime] = [await codeFor(station.id), await codeFor(station.id)];
    service.clock.moveTo('2026-03-03T00:59:50Z');
    expect((await enrol(inTime.code)).status).toBe(201);
    service.clock.moveTo('2026-03-03T01:01:00Z');
    expect((await enrol(late.code)).body).toMatchObject({ code: 'enrolment-code-refused' });
  });

  it('that guess codes have to wait, even with a correct one, and may try again after an hour', async () => {
    const { code } = await codeFor(station.id);
    const guesses = await Promise.all(Array.from({ length: 6 }, () => enrol('AAAAAAAA')));
    expect(guesses.map(({ status }) => status).sort()).toEqual([403, 403, 403, 429, 429, 429]);
    const refused = await enrol(code);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-enrolment-failures' } });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(3_500);
    expect(wait).toBeLessThanOrEqual(3_600);
    service.clock.moveBy({ seconds: wait + 1 });
    expect((await enrol(code)).status).toBe(201);
  });

  it('refuses invalid enrolment requests', async () => {
    for (const body of [
      {},
      { code: 'A', name: '' },
      { code: '', name: 'X' },
      { code: 'x'.repeat(33), name: 'X' },
      [],
    ]) {
      expect((await nobody.post('/station/enrol', body)).body).toMatchObject({ code: 'invalid-request' });
    }
  });

  const renew = (token: string) => clientOf(service.url, token).post<{ token: string }>('/station/token');
  const isKnown = async (token: string) => (await clientOf(service.url, token).get('/station/playlist')).status === 200;

  it('renew their token; once the new one is used, the old one works for another day', async () => {
    const { token: old } = (await enrol((await codeFor(station.id)).code)).body;
    const renewed = await renew(old);
    expect(renewed).toMatchObject({ status: 200, body: { overlapHours: 24 } });
    expect(renewed.body.token).not.toBe(old);
    expect(await isKnown(renewed.body.token)).toBe(true);
    service.clock.moveBy({ seconds: 86_399 });
    expect([await isKnown(old), await isKnown(renewed.body.token)]).toEqual([true, true]);
    service.clock.moveBy({ seconds: 2 });
    expect(await renew(old)).toMatchObject({ status: 401, body: { code: 'device-not-recognised' } });
    expect((await renew(renewed.body.token)).status).toBe(200);
  });

  it('that never got the response can renew the old token again, even a month later; the lost token is void', async () => {
    const { token: old } = (await enrol((await codeFor(station.id)).code)).body;
    const lost = await renew(old);
    service.clock.moveBy({ seconds: 30 * 86_400 });
    const again = await renew(old);
    expect(again.status).toBe(200);
    expect(await isKnown(lost.body.token)).toBe(false);
    expect([await isKnown(old), await isKnown(again.body.token)]).toEqual([true, true]);
  });

  it('never lose a new token in use when the old one is renewed concurrently', async () => {
    const { token: first } = (await enrol((await codeFor(station.id)).code)).body;
    let old = first;
    for (let round = 0; round < 30; round += 1) {
      const next = (await renew(old)).body.token;
      const [accepted, late] = await Promise.all([isKnown(next), renew(old)]);
      // Either order: the new token is in use and the old one cannot be renewed, or a still newer one is valid.
      expect([accepted, late.status]).toEqual(accepted ? [true, 409] : [false, 200]);
      expect(await isKnown(next)).toBe(accepted);
      old = accepted ? next : old;
    }
  });

  it('cannot renew a token whose successor is in use, so a leaked token expires', async () => {
    const { token: leaked } = (await enrol((await codeFor(station.id)).code)).body;
    const second = (await renew(leaked)).body.token;
    expect(await isKnown(second)).toBe(true);
    expect(await renew(leaked)).toMatchObject({ status: 409, body: { code: 'token-replaced' } });
    const third = (await renew(second)).body.token;
    expect(await renew(leaked)).toMatchObject({ status: 409, body: { code: 'token-replaced' } });
    expect(await isKnown(third)).toBe(true);
  });

  it('that renew their token twice concurrently end with one that works', async () => {
    const { token: old } = (await enrol((await codeFor(station.id)).code)).body;
    const answers = await Promise.all([renew(old), renew(old), renew(old)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const known = await Promise.all(answers.map(({ body }) => isKnown(body.token)));
    expect(known.filter(Boolean)).toHaveLength(1);
  });

  it("are not recognised without a token, with an unknown one, or with a person's session", async () => {
    for (const token of [undefined, 'made-up', administrator.token]) {
      const answer = await clientOf(service.url, token).post('/station/token');
      expect(answer).toMatchObject({ status: 401, body: { code: 'device-not-recognised' } });
    }
    const device = await newDevice(service, station.id);
    expect((await device.client.get('/stations')).status).toBe(401);
  });

  it.each([
    ['pulls its playlist', (client: Client) => client.get('/station/playlist')],
    ['asks for audio', (client: Client) => client.get(`/station/audio/${'a'.repeat(64)}`)],
    ['sends plays', (client: Client) => client.post('/station/plays', { events: [] })],
    ['reports something that is refused', (client: Client) => client.post('/station/report', {})],
    ['reads a feed', (client: Client) => client.get('/station/playlist.m3u8')],
    ['renews its token', (client: Client) => client.post('/station/token')],
  ])('are seen when a device %s, exact to a minute', async (_, call) => {
    const device = await newDevice(service, station.id);
    const lastSeen = async () => {
      await service.get(LastSeenStore).beforeApplicationShutdown();
      const { body } = await administrator.client.get<{ items: { lastSeenAt: string }[] }>(
        `/stations/${station.id}/devices`,
      );
      return body.items[0]?.lastSeenAt;
    };
    const version = async () => (await service.sql('SELECT xmin FROM devices WHERE id = $1', [device.id]))[0];
    expect(await lastSeen()).toBeNull();
    await Promise.all([call(device.client), call(device.client)]);
    expect(await lastSeen()).toMatch(/^2026-03-02T01:00:/);
    const written = await version();
    service.clock.moveTo('2026-03-02T01:00:55Z');
    await call(device.client);
    await lastSeen();
    expect(await version()).toEqual(written);
    service.clock.moveTo('2026-03-02T01:03:00Z');
    await call(device.client);
    expect(await lastSeen()).toMatch(/^2026-03-02T01:03:/);
  });

  it('are ended immediately and permanently', async () => {
    const device = await newDevice(service, station.id);
    expect((await device.client.post('/station/token')).status).toBe(200);
    const { client } = administrator;
    expect((await client.post(`/devices/${device.id}/end`, {})).status).toBe(400);
    const ended = await client.post(`/devices/${device.id}/end`, { because: 'mất trộm' });
    expect(ended).toMatchObject({ status: 200, body: { endedBecause: 'mất trộm' } });
    expect((await device.client.post('/station/token')).status).toBe(401);
    const again = await client.post(`/devices/${device.id}/end`, { because: 'lần nữa' });
    expect(again.body).toEqual(ended.body);
    const deeds = await service.sql("SELECT because FROM audit_entries WHERE did = 'device.end' AND thing_id = $1", [
      device.id,
    ]);
    expect(deeds).toEqual([{ because: 'mất trộm' }]);
    const list = await client.get<{ items: { id: string }[] }>(`/stations/${station.id}/devices`);
    expect(list.body.items).toMatchObject([{ id: device.id, endedBecause: 'mất trộm' }]);
    expect((await client.get(`/stations/${station.id}`)).body).toMatchObject({ devices: [] });
  });

  it('of another centre are hidden', async () => {
    const [own, foreign] = [await centreWith(service, { stations: 1 }), await centreWith(service, { stations: 1 })];
    const there = foreign.stations[0]?.id ?? '';
    const device = await newDevice(service, there);
    const { client } = await personWith(service, 'administrator', { kind: 'centre', id: own.id });
    expect((await client.post(`/stations/${there}/enrolment-codes`)).status).toBe(404);
    expect((await client.get(`/stations/${there}/devices`)).status).toBe(404);
    expect((await client.post(`/devices/${device.id}/end`, { because: 'thử xem' })).status).toBe(404);
    expect((await device.client.post('/station/token')).status).toBe(200);
    expect((await client.post(`/stations/${own.stations[0]?.id ?? ''}/enrolment-codes`)).status).toBe(201);
    const operator = await personWith(service, 'operator', { kind: 'centre', id: own.id });
    expect((await operator.client.post(`/stations/${own.stations[0]?.id ?? ''}/enrolment-codes`)).status).toBe(403);
  });

  it('cannot be enrolled at a station that is closed', async () => {
    await service.sql("UPDATE stations SET closed_on = '2026-03-02' WHERE id = $1", [station.id]);
    const answer = await administrator.client.post(`/stations/${station.id}/enrolment-codes`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'station-closed' } });
  });
});
