import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Clock } from '../clock/clock.js';
import { packagedBinaries } from '../database/cluster-location.js';
import { NoClusterThere, withEmbeddedPostgres } from '../database/embedded-postgres.js';
import { examineDatabase } from './database.js';
import { fault, fine, type Finding, messageOf, warning } from './finding.js';

const run = promisify(execFile);

/** Whether the embedded PostgreSQL works: its programs, and the cluster in `dataDir` if there is one. */
export async function examineEmbeddedCluster(dataDir: string, clock: Clock): Promise<Finding[]> {
  const programs = await examinePrograms();
  const findings = process.getuid?.() === 0 ? [programs, AS_ROOT] : [programs];
  if (programs.level === 'fault') return findings;
  // To look for a cluster as root would create the account and the folders of one.
  if (!existsSync(join(dataDir, 'postgres'))) return [...findings, NONE_YET];
  try {
    return [...findings, ...(await withEmbeddedPostgres(dataDir, ({ url }) => examineDatabase(url, clock)))];
  } catch (error) {
    if (error instanceof NoClusterThere) return [...findings, NONE_YET];
    const advice = `The last lines of ${join(dataDir, 'postgres', 'server.log')} say more; docs/operations.md, “Restore”`;
    return [...findings, fault('Embedded database', `does not start: ${messageOf(error)}`, advice)];
  }
}

const NONE_YET = fine('Embedded database', 'none yet; the first start creates it');
const AS_ROOT = warning(
  'Account',
  'root',
  'Run the service as an ordinary account; the embedded PostgreSQL runs as the account postgres meanwhile',
);

async function examinePrograms(): Promise<Finding> {
  try {
    const { stdout } = await run(join(await packagedBinaries(), 'postgres'), ['--version'], { timeout: 10_000 });
    return fine('Embedded PostgreSQL', stdout.trim());
  } catch (error) {
    return fault('Embedded PostgreSQL', messageOf(error), 'Or set DATABASE_URL to a PostgreSQL of your own');
  }
}
