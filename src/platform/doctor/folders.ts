import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fault, fine, type Finding, messageOf } from './finding.js';

const run = promisify(execFile);

export interface FolderNeeds {
  /** The setting that names it. */
  setting: string;
  path: string;
  /** The least free space, in bytes. */
  freeBytes: number;
  /** What the space is for. */
  because: string;
  /** Whether workers create named pipes in it. */
  pipes: boolean;
}

/** Whether a folder of the service can be written to and has room. One that is missing is created at the start. */
export async function examineFolder(needs: FolderNeeds): Promise<Finding[]> {
  const { setting, path } = needs;
  const existing = nearestExisting(path);
  const isMissing = existing !== path;
  try {
    await writeIn(existing, needs.pipes);
  } catch (error) {
    const advice = `Give it to the account of the service, mount it read-write, or set ${setting}`;
    return [fault(setting, `${existing} cannot be used: ${messageOf(error)}`, advice)];
  }
  const written = fine(setting, isMissing ? `${path} is created at the first start` : `${path} can be written to`);
  return [written, await examineSpace(existing, needs)];
}

async function examineSpace(path: string, { setting, freeBytes, because }: FolderNeeds): Promise<Finding> {
  const { bavail, bsize } = await statfs(path);
  const free = bavail * bsize;
  const state = `${inGibibytes(free)} free`;
  if (free >= freeBytes) return fine(`Disk of ${setting}`, state);
  const advice = `Make room, or move ${setting} to a larger disk: ${because}`;
  return fault(`Disk of ${setting}`, `${state}, ${inGibibytes(freeBytes)} needed`, advice);
}

const nearestExisting = (path: string): string => (existsSync(path) ? path : nearestExisting(dirname(path)));

/** Writes, and removes what was written. */
async function writeIn(folder: string, pipes: boolean): Promise<void> {
  const own = await mkdtemp(join(folder, '.vang-doctor-'));
  try {
    await writeFile(join(own, 'file'), 'written by npm run doctor\n', { flush: true });
    if (pipes) await run('mkfifo', [join(own, 'pipe')]);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

const inGibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
