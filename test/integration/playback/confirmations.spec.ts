import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OutcomesTick } from '../../../src/playback/outcomes/outcomes.tick.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { type Said, tapped } from '../../factories/confirmation.factory.js';
import { broadcastWith, type TestBroadcast, withdrawBroadcast } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { outcomesDecided, playOf } from '../../factories/play.factory.js';
import { anApprovedProgram, type ApprovedProgram } from '../../factories/program.factory.js';
import {
  centreWith,
  newDevice,
  newStation,
  type TestCentre,
  type TestStation,
} from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

const START = '2026-11-15T22:00:00Z';

describe('an operator’s day', () => {
  let service: TestService;
  let centre: TestCentre;
  let program: ApprovedProgram;
  let station: TestStation;
  let broadcast: TestBroadcast;
  let operator: TestPerson;
  let neighbour: TestPerson;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-15T20:00:00Z' });
    centre = await centreWith(service);
    program = await anApprovedProgram(service, { centreId: centre.id, title: 'Một cửa liên thông', seconds: 60 });
    const elsewhere = await newStation(service, { servedBy: centre.id, name: 'Bình Trị' });
    neighbour = await personWith(service, 'operator', { kind: 'station', id: elsewhere.id });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo('2026-11-15T20:00:00Z');
    station = await newStation(service, { servedBy: centre.id, name: 'Bình Chánh' });
    broadcast = await broadcastWith(service, { stationId: station.id, programId: program.id, startsAt: START });
    operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
  });

  const confirm = (person: TestPerson, word: Said) =>
    person.client.post(`/broadcasts/${broadcast.id}/confirmation`, tapped(service, word));
  const evidence = async () => {
    await outcomesDecided(service);
    return (await operator.client.get(`/broadcasts/${broadcast.id}/outcome`)).body;
  };

  it('ends with a word on each broadcast, the newest of which counts', async () => {
    service.clock.moveTo('2026-11-15T22:02:00Z');
    expect(await confirm(operator, { said: 'heard' })).toMatchObject({ status: 201, body: { said: 'heard' } });
    expect(await evidence()).toMatchObject({ outcome: 'unconfirmed', said: 'heard', confirmedSeconds: 60 });
    await confirm(operator, { said: 'not-aired', reason: 'power-cut', note: 'Mất điện cả thôn' });
    expect(await evidence()).toMatchObject({
      said: 'not-aired',
      reason: 'power-cut',
      confirmedSeconds: 0,
      confirmations: [{ said: 'not-aired', note: 'Mất điện cả thôn' }, { said: 'heard' }],
    });
    const trail = await service.sql('SELECT did, actor_id FROM audit_entries WHERE thing_id = $1', [broadcast.id]);
    const once = { did: 'broadcast.confirm', actor_id: operator.id };
    expect(trail).toEqual([once, once]);
  });

  it('takes the device’s proof for what was heard in part, and half without any', async () => {
    service.clock.moveTo('2026-11-15T22:02:00Z');
    await confirm(operator, { said: 'partly' });
    expect(await evidence()).toMatchObject({ confirmedSeconds: 30 });
    const device = await newDevice(service, station.id);
    const events = [playOf(broadcast, { playedSeconds: 20, outcome: 'cut' })];
    await device.client.post('/station/plays', { events });
    expect(await evidence()).toMatchObject({ outcome: 'cut', provedSeconds: 20, confirmedSeconds: 20 });
  });

  it('has no “heard” before the end, by the tap or its arrival, and no word at all before it begins', async () => {
    const refused = (code: string) => ({ status: 409, body: { code } });
    service.clock.moveTo('2026-11-15T21:59:58Z');
    const cut = { said: 'not-aired', reason: 'power-cut' };
    for (const word of [{ said: 'heard' }, cut])
      expect(await confirm(operator, word)).toMatchObject(refused('not-started-yet'));
    service.clock.moveTo('2026-11-15T22:00:01Z');
    for (const said of ['heard', 'partly']) {
      expect(await confirm(operator, { said })).toMatchObject(refused('not-over-yet'));
      expect(await confirm(operator, { said, saidAt: '2026-11-15T22:01:30Z' })).toMatchObject(refused('not-over-yet'));
    }
    expect((await confirm(operator, cut)).status).toBe(201);
    service.clock.moveTo('2026-11-15T23:00:00Z');
    const early = await confirm(operator, { said: 'heard', saidAt: '2026-11-15T22:00:59Z' });
    expect(early).toMatchObject({
      status: 409,
      body: { code: 'not-over-yet', now: expect.stringMatching(/^2026-11-15T23:00:/), timeZone: 'Asia/Ho_Chi_Minh' },
    });
    expect((await confirm(operator, { said: 'heard', saidAt: '2026-11-16T05:01:00+07:00' })).status).toBe(201);
  });

  it('is not said of what was withdrawn, unless the tap was stored before', async () => {
    service.clock.moveTo('2026-11-15T22:02:00Z');
    const word = tapped(service, { said: 'heard' });
    const stored = await confirm(operator, word);
    await withdrawBroadcast(service, broadcast.id, broadcast.startsAt);
    const withdrawn = await confirm(operator, { said: 'partly' });
    expect(withdrawn).toMatchObject({ status: 409, body: { code: 'broadcast-withdrawn' } });
    expect(await confirm(operator, word)).toMatchObject({ status: 201, body: stored.body });
  });

  it('counts a tap of a clock that is ahead as tapped when it arrived', async () => {
    service.clock.moveTo('2026-11-15T22:00:58Z');
    const saidAt = '2026-11-15T23:08:00Z';
    const early = await confirm(operator, { said: 'heard', saidAt });
    expect(early).toMatchObject({ status: 409, body: { code: 'not-over-yet' } });
    service.clock.moveTo('2026-11-15T22:02:00Z');
    const near = await confirm(operator, { said: 'heard', saidAt });
    const confirmedAt = String(near.body['confirmedAt']);
    expect(near).toMatchObject({ status: 201, body: { saidAt: confirmedAt } });
  });

  it('keeps a tap once for ever, however often and however much at once it is sent', async () => {
    service.clock.moveTo('2026-11-15T22:02:00Z');
    const word = tapped(service, { said: 'heard', note: 'rõ' });
    const answers = await Promise.all([1, 2, 3].map(() => confirm(operator, word)));
    service.clock.moveTo('2026-11-15T22:22:00Z');
    answers.push(await confirm(operator, { ...word, saidAt: '2026-11-16T05:02:00+07:00' }));
    for (const { status, body } of answers) expect([status, body]).toEqual([201, answers[0]?.body]);
    expect((await evidence())['confirmations']).toHaveLength(1);
    const other = await confirm(operator, { ...word, said: 'partly' });
    expect(other).toMatchObject({ status: 409, body: { code: 'tap-used' } });
  });

  it('keeps the same word of one person once, and that of two people twice', async () => {
    service.clock.moveTo('2026-11-15T22:02:00Z');
    const colleague = await personWith(service, 'operator', { kind: 'station', id: station.id });
    const times = ['2026-11-15T22:01:30Z', '2026-11-15T22:01:20Z', '2026-11-15T22:01:40Z'];
    const answers = await Promise.all(times.map((saidAt) => confirm(operator, { said: 'heard', saidAt })));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    await confirm(colleague, { said: 'heard' });
    await confirm(operator, { said: 'heard' });
    await confirm(operator, { said: 'heard', note: 'nghe từ nhà văn hoá' });
    expect((await evidence())['confirmations']).toHaveLength(4);
  });

  it('counts what was said last, not what arrived last', async () => {
    service.clock.moveTo('2026-11-15T22:02:00Z');
    const offline = tapped(service, { said: 'heard' });
    service.clock.moveTo('2026-11-15T22:05:00Z');
    await confirm(operator, { said: 'not-aired', reason: 'power-cut' });
    service.clock.moveTo('2026-11-15T22:09:00Z');
    expect((await confirm(operator, offline)).status).toBe(201);
    const { items } = (await operator.client.get<Today>(`/stations/${station.id}/today`)).body;
    expect(items).toMatchObject([{ confirmation: { said: 'not-aired' } }]);
    expect(await evidence()).toMatchObject({
      said: 'not-aired',
      confirmedSeconds: 0,
      confirmations: [{ said: 'not-aired' }, { said: 'heard', saidAt: offline.saidAt }],
    });
  });

  it.each([
    [{ said: 'heard', reason: 'power-cut' }, '/reason'],
    [{ said: 'heard', tap: 'once' }, '/tap'],
    [{ said: 'heard', tap: undefined }, '/tap'],
    [{ said: 'heard', saidAt: '05:02' }, '/saidAt'],
    [{ said: 'heard', saidAt: undefined }, '/saidAt'],
  ])('refuses %j', async (word, pointer) => {
    service.clock.moveTo('2026-11-15T22:02:00Z');
    // JSON leaves out what is undefined.
    const answer = await confirm(operator, word as unknown as Said);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it('needs a reason from the list for what was not aired', async () => {
    service.clock.moveTo('2026-11-15T22:02:00Z');
    for (const body of [{ said: 'not-aired' }, { said: 'not-aired', reason: 'the-cat' }]) {
      const answer = await confirm(operator, body);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/reason' }] } });
    }
    expect((await confirm(operator, { said: 'sung' })).status).toBe(400);
    const reasons = await operator.client.get<{ items: unknown[] }>('/not-aired-reasons');
    expect(reasons.body.items[0]).toEqual({ code: 'power-cut', name: { vi: 'mất điện', en: 'power cut' } });
  });

  it('is nothing to a neighbour, as if it did not exist', async () => {
    service.clock.moveTo('2026-11-15T22:02:00Z');
    const answers = [
      await confirm(neighbour, { said: 'heard' }),
      await neighbour.client.get(`/broadcasts/${broadcast.id}/outcome`),
      await neighbour.client.get(`/stations/${station.id}/today`),
      await operator.client.post(`/broadcasts/${uuidv7()}/confirmation`, tapped(service, { said: 'heard' })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('is refused while somebody else than who tapped is signed in, whatever that person may see', async () => {
    service.clock.moveTo('2026-11-15T22:02:00Z');
    const kept = { said: 'heard', tappedBy: operator.id };
    const colleague = await personWith(service, 'operator', { kind: 'station', id: station.id });
    expect(await confirm(colleague, kept)).toMatchObject({ status: 409, body: { code: 'other-person' } });
    expect(await confirm(neighbour, kept)).toMatchObject({ status: 409, body: { code: 'other-person' } });
    expect(await confirm(operator, kept)).toMatchObject({ status: 201, body: { said: 'heard' } });
  });

  it('shows each broadcast with its time, title and state', async () => {
    const today = async () => (await operator.client.get<Today>(`/stations/${station.id}/today`)).body;
    service.clock.moveTo('2026-11-15T21:00:00Z');
    expect(await today()).toMatchObject({
      station: { id: station.id, name: 'Bình Chánh' },
      day: '2026-11-16',
      items: [{ time: '05:00', title: 'Một cửa liên thông', topic: 'procedures', state: 'upcoming', maySay: [] }],
    });
    service.clock.moveTo('2026-11-15T22:00:30Z');
    expect(await today()).toMatchObject({ items: [{ state: 'on-air', maySay: ['not-aired'], confirmation: null }] });
    service.clock.moveTo('2026-11-15T22:02:00Z');
    expect(await today()).toMatchObject({ items: [{ state: 'open', maySay: ['heard', 'partly', 'not-aired'] }] });
    await confirm(operator, { said: 'partly' });
    await outcomesDecided(service);
    expect(await today()).toMatchObject({ items: [{ state: 'unconfirmed', confirmation: { said: 'partly' } }] });
    const other = await operator.client.get(`/stations/${station.id}/today?day=2026-11-20`);
    expect(other.body).toMatchObject({ day: '2026-11-20', items: [] });
  });

  it('shows at once that the item of 05:00 sounded at 03:00, and never counts that as aired', async () => {
    const device = await newDevice(service, station.id);
    service.clock.moveTo('2026-11-15T20:02:00Z');
    const [startedAt, endedAt] = ['2026-11-15T20:00:00Z', '2026-11-15T20:01:00Z'];
    await device.client.post('/station/plays', { events: [playOf(broadcast, { startedAt, endedAt })] });
    await outcomesDecided(service);
    const today = async () => (await operator.client.get<Today>(`/stations/${station.id}/today`)).body.items;
    expect(await today()).toMatchObject([{ time: '05:00', state: 'upcoming', soundedAtWrongTime: true }]);
    service.clock.moveTo('2026-11-15T23:00:00Z');
    await service.get(OutcomesTick).findMissed();
    await outcomesDecided(service);
    expect(await today()).toMatchObject([{ state: 'wrong-time', soundedAtWrongTime: true }]);
    expect(await evidence()).toMatchObject({ provedSeconds: 0, plays: { items: [{ standing: 'wrong-time' }] } });
  });
});

interface Today {
  items: unknown[];
}
