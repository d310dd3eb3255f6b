import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { allProcesses, workingFolderOf } from '../processes/proc.js';
import type { ClusterLocation } from './cluster-location.js';

const run = promisify(execFile);

/** Creates and owns everything in the cluster; used to create the service's role and database, and for backups. */
export const SUPERUSER = 'postgres';
/** The role of the service, which owns its database and nothing else. */
export const SERVICE_ROLE = 'vang';
export const DATABASE = 'vang';

/** How long the processes of a killed server may take to notice it, in milliseconds. */
const ORPHANS_MS = 5_000;
const LOOK_MS = 20;

export const clusterExists = ({ data }: ClusterLocation): boolean => existsSync(join(data, 'PG_VERSION'));

/** Creates the cluster, whole or not at all: it gets its name when it is complete. */
export async function createCluster(location: ClusterLocation): Promise<void> {
  const parts = `${basename(location.data)}.new-`;
  for (const name of await readdir(dirname(location.data))) {
    if (name.startsWith(parts)) await rm(join(dirname(location.data), name), { recursive: true, force: true });
  }
  const unfinished = join(dirname(location.data), `${parts}${process.pid}`);
  await mkdir(unfinished, { mode: 0o700 });
  await location.giveToOwner(unfinished);
  await writeFile(location.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
  await location.giveToOwner(location.passwordFile);
  const how = ['--username', SUPERUSER, '--pwfile', location.passwordFile, '--auth', 'scram-sha-256'];
  const text = ['--encoding', 'UTF8', '--locale', 'C.UTF-8'];
  await run(join(location.binaries, 'initdb'), ['-D', unfinished, ...how, ...text], { ...location.as, cwd: '/' });
  await rename(unfinished, location.data);
  const folder = await open(dirname(location.data));
  await folder.sync();
  await folder.close();
}

/** The URL of a database of the running cluster, for the superuser or for the role of the service. */
export async function urlOf(location: ClusterLocation, role: string, database: string, port: number): Promise<string> {
  const password = await passwordOf(location, role);
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/** The password of the service's role is derived from the superuser's, so there is one secret to keep and back up. */
export async function passwordOf(location: ClusterLocation, role: string): Promise<string> {
  const secret = await readFile(location.passwordFile, 'utf8');
  return role === SUPERUSER ? secret : createHash('sha256').update(`${role}:${secret}`).digest('base64url');
}

/** The server that runs on a cluster. */
export interface RunningServer {
  pid: number;
  port: number;
}

/**
 * The server that runs on the cluster; undefined when there is none. Its lock file may be left from before a power cut,
 * and its process id may belong to any other process since then.
 */
export async function runningServer(location: ClusterLocation): Promise<RunningServer | undefined> {
  const lines = await lockFile(location);
  const pid = Number(lines[0]);
  return pid > 0 && (await isServerOf(location.data, pid)) ? { pid, port: Number(lines[3]) } : undefined;
}

/** Sends a signal to a server: SIGINT makes it end its connections and stop, SIGKILL is a crash. */
export function signalServer(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A server runs on the cluster that this process has not started. */
export class ServerRuns extends Error {
  constructor({ pid }: RunningServer) {
    super(`another PostgreSQL (process ${pid}) runs on this cluster`);
  }
}

/**
 * Ends what a killed server left, as no other can start before: its processes, which end by themselves unless one is busy,
 * and a lock file whose process id belongs to another process by now.
 * @throws ServerRuns
 */
export async function clearAfterKill(location: ClusterLocation): Promise<void> {
  const began = performance.now();
  for (;;) {
    const server = await runningServer(location);
    if (server) throw new ServerRuns(server);
    const left = await processesIn(location.data);
    if (left.length === 0) break;
    if (performance.now() - began > ORPHANS_MS) for (const pid of left) signalServer(pid, 'SIGKILL');
    await pause(LOOK_MS);
  }
  const [pid = ''] = await lockFile(location);
  // PostgreSQL itself takes over a lock file whose process is gone.
  if (isAlive(Number(pid))) await rm(lockFileIn(location), { force: true });
}

/** PostgreSQL works in the folder of its cluster. */
async function processesIn(data: string): Promise<number[]> {
  const folder = await realpath(data);
  const pids = await allProcesses();
  const folders = await Promise.all(pids.map(workingFolderOf));
  return pids.filter((_, index) => folders[index] === folder);
}

const lockFileIn = ({ data }: ClusterLocation): string => join(data, 'postmaster.pid');

/** Lines 1 and 4 are the process id and the port (PostgreSQL, src/include/utils/pidfile.h). */
async function lockFile(location: ClusterLocation): Promise<string[]> {
  const text = await readFile(lockFileIn(location), 'utf8').catch(() => '');
  return text.split('\n');
}

const isServerOf = async (data: string, pid: number): Promise<boolean> =>
  existsSync('/proc/self') ? (await workingFolderOf(pid)) === (await realpath(data)) : isAlive(pid);

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
