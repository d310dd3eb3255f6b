import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config/config.js';
import { type ClusterLocation, locateCluster } from '../database/cluster-location.js';
import { startEmbeddedPostgres } from '../database/embedded-postgres.js';
import type { Sql } from '../database/sql.js';
import { type MediaKind, MediaStore } from '../storage/media-store.js';
import { sync } from '../storage/sync.js';
import { BackupFault, CLUSTER, databasesIn, mediaIn, needsEmbedded, PASSWORD } from './backup-folder.js';
import { damagedFiles, FILE_LIST } from './file-list.js';
import { copyMedia, type MediaCopied } from './media-copy.js';
import { copyFolder, copySynced } from './synced-copy.js';

/** A file of audio that the database names. */
export interface NamedFile {
  kind: MediaKind;
  sha256: string;
}

/** What was restored. `missing`: paths of files that the database names and that the backup does not have. */
export interface Restored extends MediaCopied {
  database: string;
  missing: string[];
}

/**
 * Restores what `backUp` copied: the database `name` (the newest when left out) and all audio. The database is started
 * once, to replay its log and to check that every file is there.
 * @param filesIn lists the files that the database names
 * @throws BackupFault when there is a database already, or no complete backup, or a damaged one
 */
export async function restore(
  config: Config,
  folder: string,
  { name, filesIn }: { name: string | undefined; filesIn: (sql: Sql) => Promise<NamedFile[]> },
): Promise<Restored> {
  needsEmbedded(config);
  const { DATA_DIR, MEDIA_ROOT } = config.settings;
  const database = join(databasesIn(folder), name ?? (await newestIn(databasesIn(folder))) ?? '');
  if (!existsSync(join(database, FILE_LIST))) {
    throw new BackupFault(`There is no complete backup in ${database}.`);
  }
  const location = await locateCluster(DATA_DIR);
  if (existsSync(join(location.data, 'PG_VERSION'))) {
    throw new BackupFault(`There is a database in ${location.data} already; stop the service and move it away first.`);
  }
  await refuseDamaged(database);
  const media = await copyMedia(mediaIn(folder), MEDIA_ROOT);
  await restoreCluster(location, database);
  return { ...media, database, missing: await missingFiles(config, filesIn) };
}

/** PostgreSQL itself would start on it, without the rows of a file that was cut short. @throws BackupFault */
async function refuseDamaged(database: string): Promise<void> {
  const damaged = await damagedFiles(database);
  if (damaged.length === 0) return;
  throw new BackupFault(
    `The backup in ${database} is damaged, and nothing was restored. Name another one: npm run restore -- <folder> <name>. ` +
      `Damaged or missing files: ${damaged.length}, e.g. ${damaged[0]}`,
  );
}

async function restoreCluster(location: ClusterLocation, database: string): Promise<void> {
  const unfinished = `${location.data}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await copyFolder(join(database, CLUSTER), unfinished, () => true);
  await copySynced(join(database, PASSWORD), location.passwordFile);
  for (const path of await readdir(unfinished, { recursive: true })) await location.giveToOwner(join(unfinished, path));
  for (const path of [unfinished, location.passwordFile]) await location.giveToOwner(path);
  await rm(location.data, { recursive: true, force: true });
  await rename(unfinished, location.data);
  await sync(dirname(location.data));
}

/** Starts the database, which replays its log, and looks for each file that it names. */
async function missingFiles(config: Config, filesIn: (sql: Sql) => Promise<NamedFile[]>): Promise<string[]> {
  const store = new MediaStore(config);
  const database = await startEmbeddedPostgres(config.settings.DATA_DIR);
  const server = new pg.Client(database.url);
  try {
    await server.connect();
    const sql: Sql = { query: async (text, parameters) => (await server.query(text, parameters)).rows };
    const missing: string[] = [];
    for (const { kind, sha256 } of await filesIn(sql)) {
      if ((await store.sizeOf(kind, sha256)) === undefined) missing.push(store.pathOf(kind, sha256));
    }
    return missing;
  } finally {
    await server.end();
    await database.stop();
  }
}

async function newestIn(databases: string): Promise<string | undefined> {
  const names = await readdir(databases).catch(() => []);
  return names
    .filter((name) => !name.endsWith('.part'))
    .sort()
    .at(-1);
}
