import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { clearAfterKill, runningServer, signalServer, SUPERUSER, urlOf } from './cluster.js';
import type { ClusterLocation } from './cluster-location.js';

// Held until the process ends, even by kill -9: PostgreSQL releases it when the connection is lost.
const OWNER_LOCK = 7_264_002;
/** SQLSTATE invalid_password: also what a role that does not exist is answered. */
const INVALID_PASSWORD = '28P01';
/** How long a server that is left from a killed process may take to stop or to answer, in milliseconds. */
const LEFT_SERVER_MS = 60_000;
const LOOK_MS = 50;

/** The data directory is in use by another process of this service. */
export class DataDirectoryInUse extends Error {
  constructor(dataDir: string) {
    super(`Another process of this service uses the data directory ${dataDir}; stop it first, or set DATA_DIR.`);
  }
}

/** The cluster was created by an earlier, unreleased version with another superuser. */
export class ClusterOfAnotherVersion extends Error {
  constructor(data: string) {
    super(
      `The database in ${data} was created by an earlier version of this software. Nothing in it was changed. ` +
        'Before version 1.0 a data folder cannot be upgraded: start with an empty DATA_DIR.',
    );
  }
}

/** Connects as the superuser. @throws ClusterOfAnotherVersion, or why the server does not answer yet */
export async function connectAsSuperuser(location: ClusterLocation, port: number): Promise<pg.Client> {
  const client = new pg.Client(await urlOf(location, SUPERUSER, 'postgres', port));
  // A lost connection is reported as `end`.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if ((error as { code?: unknown }).code === INVALID_PASSWORD) throw new ClusterOfAnotherVersion(location.data);
    throw error;
  }
  return client;
}

/**
 * Makes this process the owner of the cluster, for as long as `client` is connected.
 * @returns false when another process is the owner
 */
export async function takeOwnership(client: pg.Client): Promise<boolean> {
  // The server may need a moment to notice that the connection of a killed process is lost.
  for (const wait of [0, 250, 500, 1_000, 2_000]) {
    await pause(wait);
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [OWNER_LOCK]);
    if (rows[0]?.mine) return true;
  }
  return false;
}

/**
 * Stops a server that was left by a killed process, and clears what is left of a server that was killed itself.
 * @throws DataDirectoryInUse when its owner still runs
 */
export async function stopLeftServer(location: ClusterLocation, dataDir: string): Promise<void> {
  const began = performance.now();
  for (;;) {
    const server = await runningServer(location);
    if (!server) break;
    // A server that ends with its owner may be stopping at this moment, and one that recovers does not answer yet.
    const client = await connectAsSuperuser(location, server.port).catch((error: unknown) => {
      if (error instanceof ClusterOfAnotherVersion || performance.now() - began > LEFT_SERVER_MS) throw error;
    });
    if (client) {
      const isLeft = await takeOwnership(client);
      await client.end();
      if (!isLeft) throw new DataDirectoryInUse(dataDir);
      signalServer(server.pid, 'SIGINT');
    }
    await pause(LOOK_MS);
  }
  await clearAfterKill(location);
}

/** A port on loopback that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
