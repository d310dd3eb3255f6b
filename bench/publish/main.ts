import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { addDays, localDay } from '../../src/platform/clock/local-day.js';
import { discardEmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { say } from '../support/print.js';
import { PlainCopy } from './plain-copy.js';
import { type Measured, report, takeTurns } from './report.js';
import { ServiceUnderTest } from './service-under-test.js';
import { DAYS, Turns } from './turns.js';
import { makeWorld, TIME_ZONE } from '../support/world.js';

/** So that Ctrl-C leaves nothing either: neither processes nor the folder. */
const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => reject(new Error(`interrupted by ${signal}`)));
  }
});
interrupted.catch(() => undefined);

const FULL_STATIONS = 10_000;
const QUICK_STATIONS = 1_000;
const ITEMS = 12;
const SINGLES = 12;
const SINGLE_STATIONS = 22;
const TICKS = 5;
const WEEKS_READ = 20;

/**
 * `npm run bench:publish [-- --quick | --stations N]`: a centre's week is published through the API, item by item, and
 * the same rows are inserted into a plain copy of the table, taking turns.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, stations: { type: 'string' } } });
  const stations = Number(values.stations ?? (values.quick ? QUICK_STATIONS : FULL_STATIONS));
  const folder = await mkdtemp(join(tmpdir(), 'vang-bench-publish-'));
  await chmod(folder, 0o755);
  const load = loadavg()[0]?.toFixed(2);
  say(`${stations} stations, ${availableParallelism()} cores, load average ${load} before it begins`);
  try {
    const measured = await onOwnPostgres(folder, (databaseUrl) => measureAll(stations, folder, databaseUrl));
    if (!report(measured)) process.exitCode = 1;
  } finally {
    await discardEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Another process than the service has started it, so that both may use it. */
async function onOwnPostgres<Result>(folder: string, use: (url: string) => Promise<Result>): Promise<Result> {
  const postgres = await startEmbeddedPostgres(folder);
  try {
    return await use(postgres.url);
  } finally {
    await postgres.stop();
  }
}

async function measureAll(stations: number, folder: string, databaseUrl: string): Promise<Measured> {
  const places = { DATABASE_URL: databaseUrl, DATA_DIR: folder, MEDIA_ROOT: join(folder, 'media') };
  const service = await ServiceUnderTest.start(places);
  const sql = new pg.Client({ connectionString: databaseUrl, options: '-c timezone=UTC' });
  try {
    await sql.connect();
    const world = await makeWorld(sql, service, { stations, items: ITEMS, singles: SINGLES });
    const copy = await PlainCopy.of(sql);
    const { constraints, indexes } = await copy.follow();
    say(
      `The plain copy has the table’s ${constraints} constraints and ${indexes} indexes, with those of its partitions.`,
    );
    const firstDay = addDays(localDay(new Date(), TIME_ZONE), 1);
    say(`${ITEMS} items a day on ${DAYS} days from ${firstDay} on, one item after the other, taking turns`);
    const turns = new Turns(service, sql, copy, world, firstDay);
    return await Promise.race([measure(service, turns, world.stationIds), interrupted]);
  } finally {
    await sql.end();
    await service.stop();
  }
}

async function measure(service: ServiceUnderTest, turns: Turns, stationIds: readonly string[]): Promise<Measured> {
  await service.ask('watch-loop');
  const published = await takeTurns('Publishing', ITEMS, (index) => turns.publishItem(index));
  const moveMs = await turns.move();
  const loopBlockMs = await service.ask('loop-block');
  const few = spread(stationIds, SINGLE_STATIONS);
  const title = `A daily entry at ${SINGLE_STATIONS} stations`;
  const singles = await takeTurns(title, SINGLES, (index) => turns.placeSingle(index, few));
  // The first one may find something to do.
  await service.ask('tick');
  await service.untilQuiet();
  const ticksMs: number[] = [];
  for (let index = 0; index < TICKS; index += 1) ticksMs.push(await service.ask('tick'));
  const weeksMs: number[] = [];
  for (const stationId of spread(stationIds, WEEKS_READ)) weeksMs.push(await turns.readWeek(stationId));
  return { published, singles, moveMs, loopBlockMs, ticksMs, weeksMs, memoryMb: await service.ask('memory') };
}

/** So many of them, from all over the list. */
const spread = (all: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)] ?? '');

await main();
