import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config/config.js';
import { type ClusterLocation, locateCluster } from '../database/cluster-location.js';
import { startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { type MediaKind, MediaStore } from '../storage/media-store.js';
import { sync } from '../storage/sync.js';
import { BackupFault, CLUSTER, databasesIn, mediaIn, needsEmbedded, PASSWORD } from './backup-folder.js';
import { copyMedia, type MediaCopied } from './media-copy.js';
import { copyFolder, copySynced } from './synced-copy.js';

/** What came back. `missing`: files of audio that the database names and the backup has not. */
export interface Restored extends MediaCopied {
  database: string;
  missing: string[];
}

/**
 * Brings back what `backUp` copied: the database `name`, or the newest, and all audio. The database is started once to
 * see that it is whole.
 * @throws BackupFault when there is a database already, or nothing to bring back
 */
export async function restore(config: Config, folder: string, name?: string): Promise<Restored> {
  needsEmbedded(config);
  const { DATA_DIR, MEDIA_ROOT } = config.settings;
  const database = join(databasesIn(folder), name ?? (await newestIn(databasesIn(folder))) ?? '');
  if (!existsSync(join(database, CLUSTER, 'PG_VERSION'))) {
    throw new BackupFault(`There is no whole backup in ${database}.`);
  }
  const place = await locateCluster(DATA_DIR);
  if (existsSync(join(place.data, 'PG_VERSION'))) {
    throw new BackupFault(`There is a database in ${place.data} already; stop the service and move it away first.`);
  }
  const media = await copyMedia(mediaIn(folder), MEDIA_ROOT);
  await putCluster(place, database);
  return { ...media, database, missing: await missingAudio(config) };
}

async function putCluster(place: ClusterLocation, database: string): Promise<void> {
  const unfinished = `${place.data}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await copyFolder(join(database, CLUSTER), unfinished, () => true);
  await copySynced(join(database, PASSWORD), place.passwordFile);
  for (const path of await readdir(unfinished, { recursive: true })) await place.giveToOwner(join(unfinished, path));
  for (const path of [unfinished, place.passwordFile]) await place.giveToOwner(path);
  await rm(place.data, { recursive: true, force: true });
  await rename(unfinished, place.data);
  await sync(dirname(place.data));
}

/** Starts the database, which goes through its log, and looks for each file that it names. */
async function missingAudio(config: Config): Promise<string[]> {
  const store = new MediaStore(config);
  const database = await startEmbeddedPostgres(config.settings.DATA_DIR);
  const server = new pg.Client(database.url);
  try {
    await server.connect();
    const { rows } = await server.query<{ kind: MediaKind; sha256: string }>('SELECT kind, sha256 FROM audio');
    const missing: string[] = [];
    for (const { kind, sha256 } of rows) {
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
