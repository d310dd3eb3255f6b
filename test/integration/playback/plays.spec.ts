import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { outcomesDecided, playOf } from '../../factories/play.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { anApprovedProgram, type ApprovedProgram } from '../../factories/program.factory.js';
import {
  centreWith,
  newDevice,
  type TestCentre,
  type TestDevice,
  type TestStation,
} from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface PlayPage {
  items: { id: string; startedAt: string }[];
  next: string | null;
}

const AT_FIVE = '2026-11-15T22:00:00Z';

describe('plays that devices report', () => {
  let service: TestService;
  let centre: TestCentre;
  let station: TestStation;
  let device: TestDevice;
  let program: ApprovedProgram;
  let broadcast: TestBroadcast;
  let minute = 0;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-15T20:00:00Z', settings: { DEVICE_PLAYS_PER_MINUTE: '1000' } });
    centre = await centreWith(service, { stations: 2 });
    station = stationAt(0);
    device = await newDevice(service, station.id);
    program = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    service.clock.moveTo('2026-11-16T01:00:00Z');
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    minute += 2;
    const startsAt = new Date(Date.parse(AT_FIVE) + minute * 60_000);
    broadcast = await broadcastWith(service, { stationId: station.id, programId: program.id, startsAt });
  });

  const stationAt = (index: number): TestStation => centre.stations[index] ?? raise();
  const stored = (id: string) => service.sql('SELECT * FROM play_events WHERE id = $1', [id]);
  const outcomes = () => service.sql('SELECT * FROM outcomes WHERE broadcast_id = $1', [broadcast.id]);
  const send = (body: Buffer, headers: Record<string, string> = {}) =>
    fetch(`${service.url}/api/v1/station/plays`, {
      method: 'POST',
      headers: { authorization: `Bearer ${device.token}`, 'content-type': 'application/json', ...headers },
      body: new Uint8Array(body),
    });

  it('are stored before the answer, and decide the outcome of their broadcast', async () => {
    const play = playOf(broadcast);
    const answer = await device.client.post('/station/plays', { events: [play] });
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, duplicates: 0, refused: [] } });
    expect(await stored(play.id)).toMatchObject([{ device_id: device.id, station_id: station.id }]);
    await outcomesDecided(service);
    expect(await outcomes()).toMatchObject([{ outcome: 'aired', proved_seconds: 60, confirmed_seconds: 0 }]);
  });

  it('are stored once however often they are sent: again, twice in a call, and at the same time', async () => {
    const play = playOf(broadcast);
    const twice = await device.client.post('/station/plays', { events: [play, play] });
    expect(twice.body).toEqual({ accepted: 1, duplicates: 1, refused: [] });
    const again = await device.client.post('/station/plays', { events: [play] });
    expect(again).toMatchObject({ status: 200, body: { accepted: 0, duplicates: 1, refused: [] } });

    const many = Array.from({ length: 20 }, () => playOf(broadcast));
    const calls = [many, many.toReversed(), many, many.toReversed()];
    const answers = await Promise.all(calls.map((events) => device.client.post('/station/plays', { events })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const sum = (key: string) => answers.reduce((total, { body }) => total + Number(body[key]), 0);
    expect([sum('accepted'), sum('duplicates')]).toEqual([20, 60]);
    await outcomesDecided(service);
    expect(await outcomes()).toMatchObject([{ outcome: 'aired', proved_seconds: 60 }]);
  });

  it('are refused one by one, and the good ones are kept', async () => {
    const [good, bad] = [playOf(broadcast), playOf(broadcast, { outcome: 'sang' })];
    const answer = await device.client.post('/station/plays', { events: [bad, good] });
    expect(answer.body).toEqual({ accepted: 1, duplicates: 0, refused: [{ id: bad.id, code: 'invalid-outcome' }] });
    expect(await stored(bad.id)).toEqual([]);
    expect(await stored(good.id)).toHaveLength(1);
  });

  it.each(['"__proto__": {}', '"constructor": { "prototype": {} }'])(
    'are kept with what nobody asked for: %s',
    async (more) => {
      const [strange, good] = [playOf(broadcast), playOf(broadcast)];
      const text = `{ "events": [${JSON.stringify(strange).slice(0, -1)}, ${more}}, ${JSON.stringify(good)}] }`;
      const answer = await send(Buffer.from(text));
      expect(await answer.json()).toEqual({ accepted: 2, duplicates: 0, refused: [] });
      const zipped = await send(gzipSync(text), { 'content-encoding': 'gzip' });
      expect(await zipped.json()).toEqual({ accepted: 0, duplicates: 2, refused: [] });
    },
  );

  it('are taken a year late, and of a clock that stood in 1970', async () => {
    const late = playOf(broadcast, { id: '0170d2a0-0000-7000-8000-00000000aaaa' });
    const lost = playOf(broadcast, { startedAt: '1970-01-01T00:00:10Z', endedAt: '1970-01-01T00:01:10Z' });
    const offset = Date.parse('1970-01-01T00:00:10Z') - broadcast.startsAt.getTime();
    const events = [late, { ...lost, clockOffsetMs: offset }];
    expect((await device.client.post('/station/plays', { events })).body).toMatchObject({ accepted: 2, refused: [] });
    await outcomesDecided(service);
    expect(await outcomes()).toMatchObject([{ outcome: 'aired', proved_seconds: 60 }]);
  });

  it('of no broadcast, or an unknown one, are kept as evidence', async () => {
    const { broadcastId: _, ...unscheduled } = playOf(broadcast);
    const unknown = playOf(broadcast, { broadcastId: uuidv7() });
    const answer = await device.client.post('/station/plays', { events: [unscheduled, unknown] });
    expect(answer.body).toMatchObject({ accepted: 2, refused: [] });
    await outcomesDecided(service);
    expect(await outcomes()).toEqual([]);
  });

  it('of another station’s broadcast are kept, and never count for that station', async () => {
    const elsewhere = await newDevice(service, stationAt(1).id);
    const play = playOf(broadcast);
    expect((await elsewhere.client.post('/station/plays', { events: [play] })).body).toMatchObject({ accepted: 1 });
    await device.client.post('/station/plays', {
      events: [playOf(broadcast, { outcome: 'failed', reason: 'file-fault' })],
    });
    await outcomesDecided(service);
    expect(await stored(play.id)).toMatchObject([{ station_id: stationAt(1).id }]);
    expect(await outcomes()).toMatchObject([{ outcome: 'failed', reason: 'file-fault', proved_seconds: 0 }]);
  });

  it('may come gzipped', async () => {
    const body = gzipSync(JSON.stringify({ events: [playOf(broadcast)] }));
    const answer = await send(body, { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ accepted: 1 });
  });

  it('in broken gzip, in another encoding or as a bomb are refused with a problem', async () => {
    const whole = gzipSync(JSON.stringify({ events: [playOf(broadcast)] }));
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    const answers = await Promise.all([
      send(whole.subarray(0, whole.length - 12), { 'content-encoding': 'gzip' }),
      send(Buffer.from('this is not gzip'), { 'content-encoding': 'gzip' }),
      send(whole, { 'content-encoding': 'br' }),
      send(bomb, { 'content-encoding': 'gzip' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 415, 413]);
    const types = answers.map(({ headers }) => headers.get('content-type'));
    for (const type of types) expect(type).toContain('application/problem+json');
    expect(await answers[0]?.json()).toMatchObject({ code: 'bad-gzip' });
  });

  it('in a body that is no list, or too long a one, are refused whole', async () => {
    expect((await device.client.post('/station/plays', { events: 'all' })).status).toBe(400);
    expect((await send(Buffer.from('{ events: '))).status).toBe(400);
    const events = Array.from({ length: 501 }, () => playOf(broadcast));
    const answer = await device.client.post('/station/plays', { events });
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-many-plays', most: 500 } });
  });

  it('of a month without a connection all get through, though not at once, and are shown page by page', async () => {
    const returned = await newDevice(service, station.id);
    const events = Array.from({ length: 1_200 }, (_, number) =>
      playOf(broadcast, { startedAt: new Date(broadcast.startsAt.getTime() + (number % 100)).toISOString() }),
    );
    const waits: number[] = [];
    for (let from = 0; from < events.length;) {
      const call = { events: events.slice(from, from + 500) };
      const answer = await returned.client.post('/station/plays', call);
      if (answer.status === 429) {
        expect(answer).toMatchObject({ body: { code: 'plays-too-fast' } });
        waits.push(Number(answer.headers.get('retry-after')));
        service.clock.moveBy({ seconds: waits.at(-1) ?? 0 });
      } else {
        expect(answer).toMatchObject({ status: 200, body: { accepted: call.events.length, duplicates: 0 } });
        from += 500;
      }
    }
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeLessThanOrEqual(12);
    // Others are not held up by it.
    expect((await device.client.post('/station/plays', { events: [playOf(broadcast)] })).status).toBe(200);

    const { client } = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
    const outcome = await client.get<{ plays: PlayPage }>(`/broadcasts/${broadcast.id}/outcome`);
    expect(outcome.body.plays.items).toHaveLength(50);
    const shown = outcome.body.plays.items;
    for (let cursor = outcome.body.plays.next; cursor !== null;) {
      const page = await client.get<PlayPage>(`/broadcasts/${broadcast.id}/plays?limit=200&cursor=${cursor}`);
      shown.push(...page.body.items);
      cursor = page.body.next;
    }
    expect(new Set(shown.map(({ id }) => id)).size).toBe(1_201);
    expect(shown).toEqual(shown.toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : 0)));
    for (const invented of ['x', Buffer.from('now a b').toString('base64url')]) {
      const answer = await client.get(`/broadcasts/${broadcast.id}/plays?cursor=${invented}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    }
  });

  it('are taken from devices only', async () => {
    const answer = await fetch(`${service.url}/api/v1/station/plays`, { method: 'POST' });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'device-not-recognised' });
  });
});

function raise(): never {
  throw new Error('no such station');
}
