import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { boot } from '../../src/boot.js';
import { MovableClock } from '../../src/platform/clock/clock.js';
import { readConfig } from '../../src/platform/config/config.js';
import { discardEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import type { TestService } from '../../test/support/service.js';

/**
 * The real service in this process, with an embedded PostgreSQL and a media folder that are gone afterwards.
 * It can be given to the factories of the tests.
 */
export async function startBenchService(settings: Record<string, string> = {}): Promise<TestService> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-bench-'));
  const mediaRoot = join(folder, 'media');
  // Processes that share it start in it.
  await mkdir(mediaRoot);
  const clock = new MovableClock();
  const printed: string[] = [];
  const given = { DATA_DIR: folder, MEDIA_ROOT: mediaRoot, PORT: '0', LOG_LEVEL: 'error', ...settings };
  const service = await boot({
    config: readConfig(given),
    clock,
    ticks: false,
    print: (line) => void printed.push(line),
  });
  const source = service.app.get(DataSource);
  return {
    url: service.url,
    databaseUrl: '',
    mediaRoot,
    clock,
    printed,
    get: (token) => service.app.get(token, { strict: false }),
    sql: (query, parameters) => source.query(query, parameters),
    stop: async () => {
      await service.stop();
      await discardEmbeddedPostgres(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
