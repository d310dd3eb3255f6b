import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withAudio } from '../../factories/original.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { hasRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

const ready = async ({ url }: TestService) => {
  const answer = await fetch(`${url}/health/ready`);
  return { status: answer.status, body: await answer.json() };
};
const ALL_UP = {
  database: { status: 'up' },
  queues: { status: 'up' },
  workers: { status: 'up' },
  disk: { status: 'up' },
};
const degraded = (part: string, because: string) => ({
  status: 200,
  body: { status: 'degraded', parts: { ...ALL_UP, [part]: { status: 'degraded', because } } },
});

describe('a process that is ready', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('names each part that it needs', async () => {
    expect(await ready(service)).toEqual({ status: 200, body: { status: 'ok', parts: ALL_UP } });
  });

  it('goes on serving, and says so, when the disk of the audio is gone', async () => {
    await withAudio(service, await aProgram(service, { centreId: (await centreWith(service)).id }), Buffer.from('x'));
    await rm(service.mediaRoot, { recursive: true });
    expect(await ready(service)).toEqual(degraded('disk', 'absent'));
    // The folder under a disk that is not mounted.
    await mkdir(service.mediaRoot);
    expect(await ready(service)).toEqual(degraded('disk', 'absent'));
    await mkdir(join(service.mediaRoot, 'originals'));
    expect(await ready(service)).toMatchObject({ body: { status: 'ok' } });
  });
});

describe('an api process', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({
      settings: { ROLE: 'api', DISK_FREE_MIN_BYTES: String(2 ** 52), HEARTBEAT_SECONDS: '60' },
    });
  });
  afterAll(() => service.stop());

  const seen = (secondsAgo: number) =>
    service.sql(
      `INSERT INTO processes (id, role, machine, version, started_at, seen_at)
       VALUES (gen_random_uuid(), 'worker', 'máy-2', '0.1.0', now(), now() - make_interval(secs => $1))`,
      [secondsAgo],
    );

  it('needs a worker that has been alive of late, and room on the disk, without which it still serves', async () => {
    const low = { status: 'degraded', because: 'low' };
    const alone = { status: 'degraded', because: 'none-alive' };
    expect(await ready(service)).toMatchObject({ status: 200, body: { parts: { workers: alone, disk: low } } });
    await seen(200);
    expect(await ready(service)).toMatchObject({ status: 200, body: { parts: { workers: alone } } });
    await seen(100);
    expect(await ready(service)).toEqual({
      status: 200,
      body: { status: 'degraded', parts: { ...ALL_UP, disk: low } },
    });
  });
});

const withRedis = hasRedis() ? describe : describe.skip;

withRedis('a worker process', () => {
  let redis: TestRedis;
  let service: TestService;
  beforeAll(async () => {
    redis = await startRedis();
    service = await startService({
      settings: { ROLE: 'worker', REDIS_URL: redis.url, LOG_LEVEL: 'silent', SHUTDOWN_SECONDS: '2' },
    });
  });
  afterAll(async () => {
    await service.stop();
    await redis.stop();
  });

  it('answers monitoring only, and is of no use without its queues', async () => {
    expect((await ready(service)).body).toEqual({ status: 'ok', parts: ALL_UP });
    expect((await fetch(service.url)).status).toBe(404);
    await redis.stop();
    const queues = { status: 'down', because: 'no-answer' };
    expect(await ready(service)).toMatchObject({
      status: 503,
      body: { code: 'not-ready', parts: { ...ALL_UP, queues } },
    });
    const metrics = await fetch(`${service.url}/metrics`);
    const text = await metrics.text();
    expect([metrics.status, text.includes('vang_queue_jobs{')]).toEqual([200, false]);
    expect(text).toContain('vang_part_up{part="queues"} 0');
    redis = await startRedis(redis.url);
    await until('it is ready again', async () => (await ready(service)).status === 200);
  });

  it('ends in time while its queues are gone', async () => {
    const other = await startRedis();
    const worker = await startService({
      settings: { ROLE: 'worker', REDIS_URL: other.url, LOG_LEVEL: 'silent', SHUTDOWN_SECONDS: '1' },
    });
    await other.stop();
    await pause(500);
    const begun = performance.now();
    await worker.stop();
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
