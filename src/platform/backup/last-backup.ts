import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SECRET_MODE } from '../storage/modes.js';
import { sync } from '../storage/sync.js';

const LastBackup = z.object({
  finishedAt: z.iso.datetime({ offset: true }),
  /** Stored audio that was damaged, and was not copied. */
  damagedFiles: z.number().int().min(0),
});
/** What `npm run backup` noted when it finished. */
export type LastBackup = z.infer<typeof LastBackup>;

const fileIn = (dataDir: string): string => join(dataDir, 'last-backup.json');

/** Notes in DATA_DIR that a backup has finished. */
export async function noteBackup(dataDir: string, backup: LastBackup): Promise<void> {
  const unfinished = `${fileIn(dataDir)}.part`;
  await writeFile(unfinished, `${JSON.stringify(backup)}\n`, { flush: true, mode: SECRET_MODE });
  await rename(unfinished, fileIn(dataDir));
  await sync(dataDir);
}

/** The newest backup of this DATA_DIR; null when there was none, or its note cannot be read. */
export async function lastBackup(dataDir: string): Promise<LastBackup | null> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined);
  if (text === undefined) return null;
  try {
    return LastBackup.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
