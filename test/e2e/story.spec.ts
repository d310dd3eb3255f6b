import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { discardEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { hasRedis, startRedis } from '../support/redis.js';

/** `npm run demo -- --once`: the built demo in a process of its own, with the embedded PostgreSQL. */
async function seeDemo(settings: Record<string, string>): Promise<{ lines: string; csv: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-demo-'));
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: folder, PORT: '0', ...settings };
  const demo = fileURLToPath(new URL('../../demo/main.js', import.meta.url));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [demo, '--once'], { env, cwd: folder });
    return { lines: stdout, csv: await readFile(join(folder, 'demo', 'airtime.csv'), 'utf8') };
  } finally {
    await discardEmbeddedPostgres(join(folder, 'demo'));
    await rm(folder, { recursive: true, force: true });
  }
}

function isTheWholeStory({ lines, csv }: { lines: string; csv: string }): void {
  expect(lines).toContain('8 of 8 ready');
  expect(lines).toContain('a clashing entry is refused: airtime-clash');
  expect(lines).toContain('the second time 2 duplicates, none counted');
  expect(lines).toContain('its plays come days late: 10 accepted');
  expect(lines).toContain('4 of 4 of the last two days found missed, as nothing came in time');
  expect(lines).toMatch(/21 trên 22 đài đã phát chuyên mục cải cách hành chính/);
  expect(lines).toContain('21 of 22 stations aired the CCHC segment this week');
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(csv.trim().split('\n')).toHaveLength(1 + 22 + 1);
}

describe('from upload to airtime report', () => {
  it('goes well in the demo, which needs nothing but Node and ends by itself', async () => {
    isTheWholeStory(await seeDemo({}));
  }, 600_000);

  const withRedis = hasRedis() ? it : it.skip;
  const stops: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const stop of stops) await stop();
  });

  withRedis(
    'goes well with queues in Redis',
    async () => {
      const redis = await startRedis();
      stops.push(redis.stop);
      isTheWholeStory(await seeDemo({ REDIS_URL: redis.url }));
    },
    600_000,
  );
});
