import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { say, sayResult } from '../support/print.js';
import { startServiceProcess } from '../support/service-process.js';
import { rounded } from '../support/statistics.js';

const LATER_STARTS = 3;
const AIMS = { first: 10, later: 5 };

/** `npm run bench:start`: time until the first `200` of /health/ready, with the embedded PostgreSQL. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-bench-start-'));
  await chmod(folder, 0o755);
  const settings = { DATA_DIR: folder, MEDIA_ROOT: join(folder, 'media') };
  try {
    const first = await secondsToStart(settings);
    say(`The first start, which makes the database: ${first.toFixed(1)} s (aim: within ${AIMS.first})`);
    const later: number[] = [];
    for (let start = 0; start < LATER_STARTS; start += 1) later.push(await secondsToStart(settings));
    const slowest = Math.max(...later);
    say(`The slowest of ${LATER_STARTS} later ones: ${slowest.toFixed(1)} s (aim: within ${AIMS.later})`);
    sayResult({ name: 'start', first_s: rounded(first, 1), later_s: rounded(slowest, 1) });
    if (first > AIMS.first || slowest > AIMS.later) process.exitCode = 1;
  } finally {
    await discardEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starts the service, waits until it is ready, and stops it. */
async function secondsToStart(settings: { DATA_DIR: string; MEDIA_ROOT: string }): Promise<number> {
  const began = performance.now();
  const service = await startServiceProcess(settings);
  const seconds = (performance.now() - began) / 1_000;
  await service.stop();
  return seconds;
}

await main();
