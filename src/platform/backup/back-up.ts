import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { withEmbeddedPostgres } from '../database/embedded-postgres.js';
import { takeAccessFromOthers } from '../storage/modes.js';
import { sync } from '../storage/sync.js';
import { CLUSTER, databasesIn, mediaIn, needsEmbedded, PASSWORD } from './backup-folder.js';
import { copyCluster } from './cluster-copy.js';
import { listFiles } from './file-list.js';
import { copyMedia, type MediaCopied } from './media-copy.js';
import { copySynced } from './synced-copy.js';

/**
 * Copies the embedded database and the audio into `folder`, whether the service runs or not. The copy holds everything
 * that was acknowledged before. The audio is copied second, so that it has every file that the database names.
 * @param name of this copy of the database; names must sort by time
 * @returns the folder of the database, and how many files of audio were copied
 * @throws BackupFault, NoClusterThere
 */
export async function backUp(
  config: Config,
  folder: string,
  name: string,
): Promise<MediaCopied & { database: string }> {
  needsEmbedded(config);
  const { DATA_DIR, MEDIA_ROOT } = config.settings;
  const databases = databasesIn(folder);
  const unfinished = join(databases, `${name}.part`);
  await mkdir(databases, { recursive: true, mode: 0o700 });
  await mkdir(unfinished, { mode: 0o700 });
  try {
    await withEmbeddedPostgres(DATA_DIR, async ({ superuserUrl: url, location }) => {
      await copyCluster({ data: location.data, url }, join(unfinished, CLUSTER));
      await copySynced(location.passwordFile, join(unfinished, PASSWORD));
    });
    await listFiles(unfinished);
    const media = await copyMedia(MEDIA_ROOT, mediaIn(folder));
    await takeAccessFromOthers(mediaIn(folder));
    await rename(unfinished, join(databases, name));
    await sync(databases);
    return { ...media, database: join(databases, name) };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}
