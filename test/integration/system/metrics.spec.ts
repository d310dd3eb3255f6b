import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { withAudio } from '../../factories/original.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { playOf } from '../../factories/play.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith, newDevice, newStation } from '../../factories/station.factory.js';
import { hasRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, soundFile } from '../../support/sound.js';
import { until } from '../../support/until.js';

const scrape = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${url}/metrics`, { headers });
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') };
};
/** The value of one line, e.g. `vang_queue_jobs{queue="events",state="waiting"}`; undefined when there is none. */
const valueOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

describe('the metrics', () => {
  let service: TestService;
  let centreId: string;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-23T01:00:00Z', settings: { STATION_UNSEEN_MINUTES: '30' } });
    centreId = (await centreWith(service)).id;
  });
  afterAll(() => service.stop());

  const now = async (series: string) => valueOf((await scrape(service.url)).text, series);
  /** By how much each has grown since `before`: counts are of the process, and other tests may have run in it. */
  const grown = async (before: string, ...series: string[]) => {
    const { text } = await scrape(service.url);
    return series.map((one) => (valueOf(text, one) ?? 0) - (valueOf(before, one) ?? 0));
  };

  it('are text for Prometheus, with what Node tells of its process', async () => {
    const { status, text, type } = await scrape(service.url);
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
    expect(text).toMatch(/^vang_info\{version="[\d.]+",role="all"\} 1$/m);
    expect(text).toMatch(/^vang_database_pool_connections\{state="idle"\} \d+$/m);
    expect(text).toContain('vang_part_up{part="database"} 1');
  });

  it('count requests by the pattern of their route, and never by what a client made up', async () => {
    const { client } = await personWith(service, 'administrator');
    const id = uuidv7();
    const before = (await scrape(service.url)).text;
    for (const path of [`/people/${id}`, `/nothing/${id}?token=${id}`]) await client.get(path);
    const { text } = await scrape(service.url);
    const series = (route: string) =>
      `vang_http_request_duration_seconds_count{route="${route}",method="GET",status="404"}`;
    expect(await grown(before, series('/api/v1/people/:id'), series('none'))).toEqual([1, 1]);
    expect(text).not.toContain(id);
    // The bounds of a histogram are not many, because each has a line for every route.
    expect(text.match(/route="\/api\/v1\/people\/:id",method="GET",status="404"/g)?.length).toBeLessThan(10);
  });

  it('count playlists, plays and stations that have fallen silent', async () => {
    const station = await newStation(service, { servedBy: centreId });
    const program = await aPlayableProgram(service, { centreId });
    const broadcast = await broadcastWith(service, {
      stationId: station.id,
      programId: program.id,
      startsAt: '2026-11-23T02:00:00Z',
    });
    const device = await aStationClient(service, station);
    const before = (await scrape(service.url)).text;
    expect([await device.pull(), await device.pull()]).toEqual(['new', 'unchanged']);
    service.clock.moveTo('2026-11-23T03:00:00Z');
    const reporting = await newDevice(service, station.id);
    await newDevice(service, (await newStation(service, { servedBy: centreId })).id);
    const play = playOf(broadcast);
    await reporting.client.post('/station/plays', { events: [play, play] });
    const answers = ['whole', 'unchanged'].map((answer) => `vang_playlists_served_total{answer="${answer}"}`);
    expect(await grown(before, ...answers, 'vang_plays_stored_total')).toEqual([1, 1, 1]);
    expect(await now('vang_stations_unseen')).toBe(0);
    service.clock.moveTo('2026-11-23T04:00:00Z');
    await service.sql('UPDATE devices SET last_seen_at = $1 WHERE station_id = $2', [service.clock.now(), station.id]);
    expect(await now('vang_stations_unseen')).toBe(1);
  });

  it('tell how transcodes ended, and how long they took', async () => {
    const sound = await soundFile(babble(1, -20), 'metrics.wav');
    const before = (await scrape(service.url)).text;
    for (const content of [sound, Buffer.from('no audio at all')]) {
      const original = await withAudio(service, await aProgram(service, { centreId }), content);
      await service.get(TranscodingsService).request(original);
    }
    const of = (what: string, end: string) => `vang_transcode_duration_seconds_${what}{end="${end}"}`;
    await until('both have ended', async () => {
      const [ready, refused] = await grown(before, of('count', 'ready'), of('count', 'refused'));
      return ready === 1 && refused === 1;
    });
    expect((await grown(before, of('sum', 'ready')))[0]).toBeGreaterThan(0);
  });

  it('tell how many days wait for their outcomes, and for how long', async () => {
    const { id } = await newStation(service, { servedBy: centreId });
    await service.sql('INSERT INTO outcome_checks VALUES ($1, $2, $3)', [
      id,
      '2026-11-22',
      new Date(service.clock.now().getTime() - 600_000),
    ]);
    expect(await now('vang_outcome_checks_waiting')).toBe(1);
    expect(await now('vang_outcome_checks_oldest_seconds')).toBeGreaterThanOrEqual(600);
  });

  it('are for this machine only, unless the settings say otherwise, and not for what a proxy passes on', async () => {
    expect((await scrape(service.url, { 'x-forwarded-for': '127.0.0.1' })).status).toBe(403);
    expect(JSON.parse((await scrape(service.url, { forwarded: 'for=127.0.0.1' })).text)).toMatchObject({
      code: 'metrics-not-allowed',
    });
  });
});

describe('METRICS_TOKEN and METRICS_ALLOW', () => {
  const TOKEN = 'giam-sat-tram-phat-thanh';
  let service: TestService;
  beforeAll(async () => {
    const addresses = { METRICS_ALLOW: '192.0.2.0/24,2001:db8::/32', TRUST_PROXY: '1' };
    service = await startService({ settings: { METRICS_TOKEN: TOKEN, ...addresses } });
  });
  afterAll(() => service.stop());

  it.each([
    ['this machine, which is not among the addresses', {}, 403],
    ['another token', { authorization: 'Bearer another' }, 403],
    ['the token', { authorization: `Bearer ${TOKEN}` }, 200],
    ['an address, as a trusted proxy names it', { 'x-forwarded-for': '192.0.2.7' }, 200],
    ['an address of IPv6', { 'x-forwarded-for': '2001:db8::7' }, 200],
    ['another address', { 'x-forwarded-for': '198.51.100.1' }, 403],
  ])('answer %s', async (_who, headers, status) => {
    expect((await scrape(service.url, headers)).status).toBe(status);
  });
});

const backends = [['PostgreSQL', false] as const, ...(hasRedis() ? [['Redis', true] as const] : [])];

describe.each(backends)('the queues, in %s', (_name, isRedis) => {
  let redis: TestRedis | undefined;
  let service: TestService;

  beforeAll(async () => {
    if (isRedis) redis = await startRedis();
    service = await startService({ settings: { ROLE: 'api', ...(redis && { REDIS_URL: redis.url }) } });
  });
  afterAll(async () => {
    await service.stop();
    await redis?.stop();
  });

  it('are counted, with the age of the oldest job', async () => {
    const queue = service.get<Queue>(getQueueToken('playback') as never);
    await queue.add('decide', {}, { timestamp: service.clock.now().getTime() - 90_000 });
    await queue.add('decide', {});
    await queue.add('decide', {}, { delay: 3_600_000 });
    const { text } = await scrape(service.url);
    expect(valueOf(text, 'vang_queue_jobs{queue="playback",state="waiting"}')).toBe(2);
    expect(valueOf(text, 'vang_queue_jobs{queue="playback",state="delayed"}')).toBe(1);
    expect(valueOf(text, 'vang_queue_oldest_waiting_seconds{queue="playback"}')).toBeGreaterThanOrEqual(90);
    expect(valueOf(text, 'vang_queue_jobs{queue="transcoding",state="waiting"}')).toBe(0);
  });
});
