import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Narrator } from '../../demo/narrator.js';
import { tellStory } from '../../demo/story.js';
import { tickWhenMoved } from '../../demo/ticks.js';
import { boot } from '../../src/boot.js';
import { MovableClock } from '../../src/platform/clock/clock.js';
import { readConfig } from '../../src/platform/config/config.js';
import { discardEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { projectRoot } from '../../src/platform/version.js';
import { freshDatabase } from '../support/database.js';
import { hasRedis, startRedis } from '../support/redis.js';

/** Keeps what the story tells instead of printing it. */
class Listener extends Narrator {
  readonly lines: string[] = [];

  protected override write(line: string): void {
    this.lines.push(line);
  }
}

/** `npm run demo -- --once`: the built demo in a process of its own, with the embedded PostgreSQL and queues in it. */
async function seeDemo(): Promise<{ lines: string; csv: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-demo-'));
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: folder, PORT: '0' };
  const demo = join(projectRoot(), 'dist', 'demo', 'main.js');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [demo, '--once'], { env, cwd: folder });
    return { lines: stdout, csv: await readFile(join(folder, 'demo', 'airtime.csv'), 'utf8') };
  } finally {
    await discardEmbeddedPostgres(join(folder, 'demo'));
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same story in this process, on the service with its ticks running. */
async function hearStory(settings: Record<string, string>): Promise<{ lines: string; csv: string }> {
  const database = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'vang-story-'));
  const clock = new MovableClock();
  const firstLines: string[] = [];
  const config = readConfig({
    DATABASE_URL: database.url,
    MEDIA_ROOT: folder,
    PORT: '0',
    LOG_LEVEL: 'error',
    REQUESTS_PER_MINUTE: '20000',
    ...settings,
  });
  const service = await boot({ config, clock, print: (line) => firstLines.push(line) });
  tickWhenMoved(service, clock);
  const narrator = new Listener();
  try {
    await tellStory({ url: service.url, clock, narrator, firstLines, folder });
    return { lines: narrator.lines.join('\n'), csv: await readFile(join(folder, 'airtime.csv'), 'utf8') };
  } finally {
    await service.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

function isTheWholeStory({ lines, csv }: { lines: string; csv: string }): void {
  expect(lines).toContain('8 of 8 ready');
  expect(lines).toContain('a clashing entry is refused: airtime-clash');
  expect(lines).toContain('the second time 2 duplicates, none counted');
  expect(lines).toContain('its plays come days late: 10 accepted');
  expect(lines).toContain('4 of 4 of the last two days found missed by the tick');
  expect(lines).toMatch(/21 trên 22 trạm đã phát chuyên mục cải cách hành chính/);
  expect(lines).toContain('21 of 22 stations aired the CCHC segment this week');
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(csv.trim().split('\n')).toHaveLength(1 + 22 + 1);
}

describe('from upload to airtime report', () => {
  it('goes well in the demo, which needs nothing but Node and ends by itself', async () => {
    isTheWholeStory(await seeDemo());
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
      isTheWholeStory(await hearStory({ REDIS_URL: redis.url }));
    },
    600_000,
  );
});
