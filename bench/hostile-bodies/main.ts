import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { discardEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { say, sayResult, sayTable } from '../support/print.js';
import { startServiceProcess } from '../support/service-process.js';
import { rounded } from '../support/statistics.js';
import { FLAT, HOSTILE, type Shape } from './bodies.js';
import { type Tokens, tokensOf } from './callers.js';
import { bodyRoutes, type Route } from './routes.js';

const AIMS = { ratio: 1.5, ms: 50 };
/** The best of so many tries counts: what else runs on the machine only ever adds. */
const TRIES = 3;
const PLENTY = '1000000000';

interface Delay {
  route: string;
  shape: string;
  ms: number;
  ratio: number;
}

/** With `--quick`, one in so many routes. */
const QUICK = 8;

/**
 * `npm run bench:hostile-bodies`: how long a hostile body of a megabyte holds up the other requests, against a flat one.
 * `-- --quick` takes a few of the routes.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-bench-bodies-'));
  await chmod(folder, 0o755);
  const limits = { REQUESTS_PER_MINUTE: PLENTY, DEVICE_REQUESTS_PER_MINUTE: PLENTY, DEVICE_PLAYS_PER_MINUTE: PLENTY };
  const service = await startServiceProcess({ DATA_DIR: folder, MEDIA_ROOT: join(folder, 'media'), ...limits });
  try {
    const tokens = await tokensOf(service.url, service.output);
    const delays: Delay[] = [];
    const isQuick = process.argv.includes('--quick');
    const routes = (await bodyRoutes(service.url)).filter((_, index) => !isQuick || index % QUICK === 0);
    for (const route of routes) delays.push(...(await delaysOf(service.url, route, tokens)));
    report(delays);
  } finally {
    await service.stop();
    await discardEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

async function delaysOf(url: string, route: Route, tokens: Tokens): Promise<Delay[]> {
  const delays: Delay[] = [];
  for (const encoding of ['plain', 'gzipped'] as const) {
    const flat = await bestOf(() => delayBy(url, route, FLAT[encoding], { encoding, tokens }));
    for (const shape of HOSTILE) {
      const ms = await bestOf(() => delayBy(url, route, shape[encoding], { encoding, tokens }));
      delays.push({ route: route.name, shape: `${shape.name}, ${encoding}`, ms, ratio: ms / flat });
    }
  }
  return delays;
}

async function bestOf(measure: () => Promise<number>): Promise<number> {
  let best = Infinity;
  for (let tried = 0; tried < TRIES; tried += 1) best = Math.min(best, await measure());
  return best;
}

/** The longest time that a request beside it waits, in milliseconds. */
async function delayBy(
  url: string,
  route: Route,
  body: Buffer,
  { encoding, tokens }: { encoding: keyof Shape; tokens: Tokens },
): Promise<number> {
  const progress = { isOver: false };
  const headers = {
    'content-type': route.mediaType,
    authorization: `Bearer ${tokens[route.caller]}`,
    ...(encoding === 'gzipped' ? { 'content-encoding': 'gzip' } : {}),
  };
  const sent = fetch(`${url}${route.path}`, { method: route.method, headers, body: new Uint8Array(body) })
    .then((answer) => answer.arrayBuffer())
    // The service closes the connection of a body that is too large while it is still being sent.
    .catch(() => undefined)
    .finally(() => (progress.isOver = true));
  let longest = 0;
  while (!progress.isOver) {
    const began = performance.now();
    await (await fetch(`${url}/health/live`)).arrayBuffer();
    longest = Math.max(longest, performance.now() - began);
    await pause(1);
  }
  await sent;
  return longest;
}

function report(delays: readonly Delay[]): void {
  const failed = delays.filter(({ ms, ratio }) => ms >= AIMS.ms && ratio > AIMS.ratio);
  const slowest = delays.toSorted((one, other) => other.ms - one.ms);
  const row = ({ route, shape, ms, ratio }: Delay) => [`${route}: ${shape}`, `${ms.toFixed(1)} ms`, ratio.toFixed(2)];
  say(`The slowest of ${delays.length} hostile bodies (aim: under ${AIMS.ms} ms, or ${AIMS.ratio} times a flat one):`);
  sayTable([['body', 'delay', 'ratio'], ...slowest.slice(0, 15).map(row)]);
  const longest_ms = rounded(slowest[0]?.ms ?? 0, 1);
  const largest_ratio = rounded(Math.max(...delays.map(({ ratio }) => ratio)));
  sayResult({ name: 'hostile-bodies', bodies: delays.length, longest_ms, largest_ratio, failed: failed.length });
  if (failed.length > 0) process.exitCode = 1;
}

await main();
