import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Narrator } from '../../demo/narrator.js';
import { tellStory } from '../../demo/story.js';
import { boot } from '../../src/boot.js';
import { MovableClock } from '../../src/platform/clock/clock.js';
import { readConfig } from '../../src/platform/config/config.js';
import { freshDatabase } from '../support/database.js';
import { hasRedis, startRedis } from '../support/redis.js';

/** Keeps what the story tells instead of printing it. */
class Listener extends Narrator {
  readonly lines: string[] = [];

  protected override write(line: string): void {
    this.lines.push(line);
  }
}

/** The demo's whole story, on the service with its ticks running: from upload to airtime report. */
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
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(csv.trim().split('\n')).toHaveLength(1 + 22 + 1);
}

describe('from upload to airtime report', () => {
  it('goes well with queues in PostgreSQL', async () => {
    isTheWholeStory(await hearStory({}));
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
