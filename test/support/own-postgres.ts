import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateCluster } from '../../src/platform/database/cluster-location.js';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';

/** A PostgreSQL of a test's own, that may be away for a while and comes back at the same port. */
export interface OwnPostgres {
  url: string;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  /** Stops and removes it; it must be there. */
  discard(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-restart-'));
  await chmod(folder, 0o755);
  const database = await startEmbeddedPostgres(folder);
  const { binaries, data, as } = await locateCluster(folder);
  const pgCtl = async (...what: string[]) => {
    const child = spawn(join(binaries, 'pg_ctl'), ['-D', data, '-w', ...what], { ...as, cwd: '/', stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`pg_ctl ${what.join(' ')} failed (${code})`);
  };
  return {
    url: database.url,
    goAway: () => pgCtl('stop', '-m', 'fast'),
    // `restart` takes the port and the settings of the last start; startEmbeddedPostgres would choose a new port.
    comeBack: () => pgCtl('restart'),
    discard: async () => {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
