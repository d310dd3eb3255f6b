import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TodayView } from '../../../src/playback/today/today.schemas.js';
import type { UnconfirmedDays } from '../../../src/playback/today/unconfirmed-days.schemas.js';
import type { AirtimeReport } from '../../../src/reports/airtime/airtime.schemas.js';
import type { StationClient } from '../../../station-client/station-client.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import {
  broadcastWith,
  entryWithBroadcasts,
  type TestBroadcast,
  withdrawBroadcast,
} from '../../factories/broadcast.factory.js';
import { type Said, tapped } from '../../factories/confirmation.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import { outcomesDecided, playOf } from '../../factories/play.factory.js';
import type { ApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newDevice, newStation, type TestStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

/** 05:00 on 16 November at the station. */
const START = '2026-11-15T22:00:00Z';
const after = (seconds: number) => new Date(Date.parse(START) + seconds * 1_000);

describe('the page of an operator', () => {
  let service: TestService;
  let program: ApprovedProgram;
  let centreId: string;
  let station: TestStation;
  let broadcast: TestBroadcast;
  let operator: TestPerson;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-15T20:00:00Z' });
    service.clock.stop();
    centreId = (await centreWith(service)).id;
    program = await aPlayableProgram(service, { centreId, title: 'Một cửa liên thông' });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo('2026-11-15T20:00:00Z');
    station = await newStation(service, { servedBy: centreId, name: 'Bình Chánh' });
    broadcast = await airs(START);
    operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
  });

  const airs = (startsAt: string) =>
    broadcastWith(service, { stationId: station.id, programId: program.id, startsAt, seconds: 60 });
  const path = () => `/stations/${station.id}/today`;
  const today = async () => (await operator.client.get<TodayView>(path())).body;
  const confirm = (word: Said) =>
    operator.client.post(`/broadcasts/${broadcast.id}/confirmation`, tapped(service, word));
  const plays = async (seconds: number, outcome = 'cut') => {
    const device = await newDevice(service, station.id);
    const event = playOf(broadcast, { endedAt: after(seconds).toISOString(), playedSeconds: seconds, outcome });
    expect((await device.client.post('/station/plays', { events: [event] })).status).toBe(200);
    await outcomesDecided(service);
  };
  const airtime = async () => {
    const leader = await personWith(service, 'leader', { kind: 'centre', id: centreId });
    const asked = `centreId=${centreId}&from=2026-11-16&until=2026-11-16`;
    const { body } = await leader.client.get<AirtimeReport>(`/reports/airtime?${asked}`);
    return body.rows.find(({ id }) => id === station.id);
  };

  it('tells which days of the past week still wait for a word, until it is said or a device proves them', async () => {
    const waiting = async () => {
      const { body } = await operator.client.get<UnconfirmedDays>(`/stations/${station.id}/unconfirmed-days`);
      return body.items;
    };
    await airs(after(3_600).toISOString());
    await airs(after(86_400).toISOString());
    await withdrawBroadcast(service, (await airs(after(90_000).toISOString())).id);
    service.clock.moveTo(after(90_000));
    expect(await waiting()).toEqual([{ day: '2026-11-16', count: 2 }]);
    await confirm({ said: 'heard' });
    expect(await waiting()).toEqual([{ day: '2026-11-16', count: 1 }]);
    service.clock.moveTo(after(8 * 86_400));
    operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
    expect(await waiting()).toEqual([{ day: '2026-11-17', count: 1 }]);
  });

  it('shows what was withdrawn while it sounded, with what the device proves, and takes a word on it', async () => {
    service.clock.moveTo(after(52));
    await withdrawBroadcast(service, broadcast.id);
    expect(await today()).toMatchObject({
      items: [
        { state: 'withdrawn', withdrawn: { at: after(52).toISOString(), reason: 'entry-withdrawn', note: null } },
      ],
    });
    service.clock.moveTo(after(120));
    await plays(52);
    expect(await today()).toMatchObject({
      items: [{ state: 'cut', proof: { outcome: 'cut', provedSeconds: 52 }, maySay: ['heard', 'partly', 'not-aired'] }],
    });
    expect((await confirm({ said: 'partly' })).status).toBe(201);
    await outcomesDecided(service);
    const [item] = (await today()).items;
    expect(item).toMatchObject({ proof: { provedSeconds: 52 }, confirmation: { said: 'partly' } });
    expect(await airtime()).toMatchObject({ plannedSeconds: 0, provedSeconds: 52, confirmedSeconds: 52 });
  });

  it('counts what people heard of it where no device proves anything', async () => {
    service.clock.moveTo(after(90));
    await withdrawBroadcast(service, broadcast.id);
    expect((await confirm({ said: 'heard' })).status).toBe(201);
    await outcomesDecided(service);
    expect(await today()).toMatchObject({
      items: [{ state: 'unconfirmed', proof: null, confirmation: { said: 'heard' } }],
    });
    expect(await airtime()).toMatchObject({ confirmedSeconds: 60, missedSeconds: 0 });
  });

  it('hides what was withdrawn before it began, until a device says that it sounded all the same', async () => {
    service.clock.moveTo(after(-60));
    await withdrawBroadcast(service, broadcast.id);
    service.clock.moveTo(after(120));
    expect(await today()).toMatchObject({ items: [] });
    expect(await confirm({ said: 'heard' })).toMatchObject({ status: 409, body: { code: 'broadcast-withdrawn' } });
    await plays(60, 'played');
    expect(await today()).toMatchObject({ items: [{ state: 'aired', withdrawn: { reason: 'entry-withdrawn' } }] });
    expect((await confirm({ said: 'heard' })).status).toBe(201);
  });

  it('keeps what the device proves and what a person says apart, and names who said it and when', async () => {
    service.clock.moveTo(after(300));
    await plays(60, 'played');
    const word = { said: 'not-aired', reason: 'equipment-broken', note: 'Loa thôn 3 hỏng' };
    await confirm({ ...word, saidAt: after(200).toISOString() });
    expect((await today()).items).toEqual([
      expect.objectContaining({
        state: 'aired',
        proof: {
          outcome: 'aired',
          reason: null,
          provedSeconds: 60,
          startedAt: START.replace('Z', '.000Z'),
          endedAt: after(60).toISOString(),
        },
        confirmation: {
          ...word,
          confirmedBy: operator.actor.name,
          saidAt: after(200).toISOString(),
          confirmedAt: after(300).toISOString(),
        },
        withdrawn: null,
      }),
    ]);
  });

  it('tells whether the device holds what is to come, until when, and when it was seen', async () => {
    const device: StationClient = await aStationClient(service, station);
    expect(await today()).toMatchObject({
      devices: [{ readyUntil: null, lastSeenAt: null }],
      items: [{ onDevice: null }],
    });
    await device.pull();
    await device.report();
    const seen = service.clock.now().toISOString();
    expect(await today()).toMatchObject({
      devices: [
        { id: device.identity.deviceId, lastSeenAt: seen, readyUntil: after(0).toISOString(), clockOffsetMs: 0 },
      ],
      items: [{ onDevice: false }],
    });
    await device.fetchMissingAudio();
    await device.report();
    expect(await today()).toMatchObject({ items: [{ onDevice: true }] });
    service.clock.moveTo(after(60));
    expect(await today()).toMatchObject({ items: [{ onDevice: null }] });
  });

  it('names the next one once the day has nothing more to come', async () => {
    const next = await airs('2026-11-17T22:15:00Z');
    expect((await today()).next).toBeNull();
    service.clock.moveTo(after(60));
    expect((await today()).next).toEqual({
      broadcastId: next.id,
      day: '2026-11-18',
      time: '05:15',
      startsAt: '2026-11-17T22:15:00.000Z',
      title: 'Một cửa liên thông',
    });
    const empty = await operator.client.get<TodayView>(`${path()}?day=2026-11-17`);
    expect(empty.body).toMatchObject({ items: [], next: { broadcastId: next.id } });
  });

  it('answers 304 as long as nothing has changed', async () => {
    const { headers } = await operator.client.get(path());
    const again = () => operator.client.get(path(), { 'if-none-match': headers.get('etag') ?? '' });
    expect((await again()).status).toBe(304);
    service.clock.moveTo(after(0));
    expect((await again()).status).toBe(200);
  });

  it('sends a tap again with its Idempotency-Key, also after a kill between the effect and the answer', async () => {
    service.clock.moveTo(after(120));
    const [word, key] = [tapped(service, { said: 'heard' }), uuidv7()];
    const send = () =>
      operator.client.post(`/broadcasts/${broadcast.id}/confirmation`, word, { 'idempotency-key': key });
    const sendAfterKill = async () => {
      await service.sql('UPDATE idempotency_keys SET status = NULL, headers = NULL, body = NULL WHERE key = $1', [key]);
      service.clock.moveBy({ seconds: 61 });
      return send();
    };
    const first = await send();
    expect(first.status).toBe(201);
    for (const answer of [await send(), await sendAfterKill()]) {
      expect(answer).toMatchObject({ status: 201, body: first.body });
      expect(answer.headers.get('idempotency-replayed')).toBe('true');
    }
    const stored = await service.sql('SELECT id FROM confirmations WHERE broadcast_id = $1', [broadcast.id]);
    expect(stored).toEqual([{ id: first.body['id'] }]);
  });

  it('sends the words on a whole morning in one go', async () => {
    const startsAt = Array.from({ length: 20 }, (_, minute) => after((minute + 10) * 60));
    const wishes = { stationId: station.id, programId: program.id, startsAt, seconds: 30 };
    const morning = await entryWithBroadcasts(service, wishes);
    service.clock.moveTo(after(3_600));
    const statuses = [];
    for (const { id } of morning) {
      const word = tapped(service, { said: 'heard' });
      const key = { 'idempotency-key': uuidv7() };
      statuses.push((await operator.client.post(`/broadcasts/${id}/confirmation`, word, key)).status);
    }
    expect(statuses).toEqual(morning.map(() => 201));
  });
});
