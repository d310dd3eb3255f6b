import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { withEmbeddedPostgres } from '../database/embedded-postgres.js';
import { sync } from '../storage/sync.js';
import { CLUSTER, databasesIn, mediaIn, needsEmbedded, PASSWORD } from './backup-folder.js';
import { copyCluster } from './cluster-copy.js';
import { copyMedia, type MediaCopied } from './media-copy.js';
import { copySynced } from './synced-copy.js';

/**
 * Copies the embedded database and the audio into `folder`, while the service runs or not. Everything that was
 * acknowledged before is in it. The audio comes second, so that each file that a row names is there.
 * @param name of this copy of the database; names sort by time
 * @returns where the database is, and what came of the audio
 * @throws BackupFault @throws NoClusterThere
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
    await withEmbeddedPostgres(DATA_DIR, async ({ url, place }) => {
      await copyCluster({ data: place.data, url }, join(unfinished, CLUSTER));
      await copySynced(place.passwordFile, join(unfinished, PASSWORD));
    });
    const media = await copyMedia(MEDIA_ROOT, mediaIn(folder));
    await rename(unfinished, join(databases, name));
    await sync(databases);
    return { ...media, database: join(databases, name) };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}
