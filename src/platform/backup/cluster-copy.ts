import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import pg from 'pg';
import { sync } from '../storage/sync.js';
import { copyFolder, copySynced } from './synced-copy.js';

// What a base backup may leave out (PostgreSQL manual, section 25.3.4.4): folders whose content is rebuilt at start …
const EMPTY_FOLDERS = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];
// … and files that belong to the running server.
const LEFT_OUT = ['postmaster.pid', 'postmaster.opts', 'server.log', 'backup_label', 'tablespace_map'];
const CONTROL_FILE = join('global', 'pg_control');

/** A cluster whose server runs: the folder of its files, and the URL for its superuser. */
export interface RunningCluster {
  data: string;
  url: string;
}

/**
 * Copies a cluster into the new folder `target` while its server runs, as pg_basebackup does: the files, and the
 * write-ahead log from the start to the end of the copy, which makes them consistent.
 * A server started on the copy has everything that was committed before the call.
 */
export async function copyCluster({ data, url }: RunningCluster, target: string): Promise<void> {
  const server = new pg.Client(url);
  // A lost connection is reported by the query that is running.
  server.on('error', () => undefined);
  await server.connect();
  try {
    // The slot keeps the log from being recycled; it is temporary and ends with the connection.
    await server.query(`SELECT pg_create_physical_replication_slot('vang_backup_' || pg_backend_pid(), true, true)`);
    const first = await walFile(server, `pg_backup_start('vang', true)`);
    await copyFolder(data, target, (path) => isCopied(relative(data, path)));
    await Promise.all(EMPTY_FOLDERS.map((name) => mkdir(join(target, name), { mode: 0o700 })));
    await copyControlFile(data, target);
    const { last, label } = await stopBackup(server);
    await writeFile(join(target, 'backup_label'), label, { flush: true, mode: 0o600 });
    await copyLog(join(data, 'pg_wal'), join(target, 'pg_wal'), { first, last });
    await sync(target);
  } finally {
    await server.end();
  }
}

function isCopied(path: string): boolean {
  const [top = ''] = path.split(sep);
  if (EMPTY_FOLDERS.includes(top) || LEFT_OUT.includes(top) || path === CONTROL_FILE) return false;
  return !/(^|[\\/])(pgsql_tmp|pg_internal\.init)/.test(path);
}

/** The name of the log file that holds the position given by `sql`. */
async function walFile(server: pg.Client, sql: string): Promise<string> {
  const { rows } = await server.query<{ name: string }>(`SELECT pg_walfile_name(${sql}) AS name`);
  return rows[0]?.name ?? '';
}

async function stopBackup(server: pg.Client): Promise<{ last: string; label: string }> {
  const { rows } = await server.query<{ last: string; label: string; spaces: string | null }>(
    `SELECT pg_walfile_name(lsn) AS last, labelfile AS label, nullif(trim(spcmapfile), '') AS spaces
       FROM pg_backup_stop(wait_for_archive => false)`,
  );
  const [stopped] = rows;
  if (!stopped) throw new Error('pg_backup_stop returned no row');
  if (stopped.spaces) throw new Error('The database has tablespaces outside of its folder; they cannot be backed up.');
  return stopped;
}

// The server writes the file in one piece, but reading it is not atomic: read until two copies are equal.
async function copyControlFile(data: string, target: string): Promise<void> {
  const path = join(data, CONTROL_FILE);
  let before = await readFile(path);
  for (;;) {
    const now = await readFile(path);
    if (now.equals(before)) break;
    before = now;
  }
  const copy = await open(join(target, CONTROL_FILE), 'wx', 0o600);
  await copy.writeFile(before);
  await copy.sync();
  await copy.close();
}

/** Copies the log files from `first` to `last`; their names are hexadecimal and grow. */
async function copyLog(from: string, to: string, { first, last }: { first: string; last: string }): Promise<void> {
  const names = (await readdir(from)).filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last);
  if (!names.includes(first) || !names.includes(last))
    throw new Error('The write-ahead log of the backup is incomplete.');
  for (const name of names) await copySynced(join(from, name), join(to, name));
  await sync(to);
}
