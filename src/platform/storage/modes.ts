import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Of stored audio: the account of the service writes it, its group may read it (e.g. a backup), nobody else. */
export const FILE_MODE = 0o640;
export const FOLDER_MODE = 0o750;
/** Of secrets, and of files that are not complete. */
export const SECRET_MODE = 0o600;

/**
 * Takes from files and folders below `folder`, and from itself, what others than the account and its group may do. Never
 * gives anything. A folder is changed after its files, so that only folders with a wrong mode are looked through.
 * @returns the number of files and folders that were changed; what belongs to another account stays as it is
 */
export async function takeAccessFromOthers(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let changed = 0;
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    changed += await takeAccessFromOthers(join(folder, name));
  }
  if (!(await isOpenToOthers(folder, FOLDER_MODE))) return changed;
  for (const { name } of entries.filter((entry) => entry.isFile())) {
    changed += await restrict(join(folder, name), FILE_MODE);
  }
  return changed + (await restrict(folder, FOLDER_MODE));
}

/** Takes away what `most` does not allow. @returns 1 when something was changed */
export async function restrict(path: string, most: number): Promise<number> {
  if (!(await isOpenToOthers(path, most))) return 0;
  const { mode } = await stat(path);
  return chmod(path, mode & most).then(
    () => 1,
    () => 0,
  );
}

const isOpenToOthers = (path: string, most: number): Promise<boolean> =>
  stat(path).then(
    ({ mode }) => (mode & 0o777 & ~most) !== 0,
    () => false,
  );
