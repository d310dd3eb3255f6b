import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Lends named pipes to `use`, and removes them whatever happens. Processes on both ends pass samples through them
 * without this process in between.
 * @param paths where they will be; nothing may be there
 */
export async function lendPipes<Result>(
  paths: readonly string[],
  use: (paths: readonly string[]) => Promise<Result>,
): Promise<Result> {
  // Node has no call for it; POSIX has a command.
  if (paths.length > 0) await run('mkfifo', ['-m', '600', ...paths]);
  try {
    return await use(paths);
  } finally {
    for (const path of paths) await rm(path, { force: true });
  }
}
