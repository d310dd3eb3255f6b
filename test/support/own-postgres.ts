import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';

/** A PostgreSQL of a test's own, that may be away for a while and comes back at the same port. */
export interface OwnPostgres {
  /** For the service's role. */
  url: string;
  superuserUrl: string;
  goAway(): Promise<void>;
  /** Kills it without warning. */
  crash(): Promise<void>;
  comeBack(): Promise<void>;
  /** Stops and removes it. */
  discard(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-restart-'));
  await chmod(folder, 0o755);
  let database = await startEmbeddedPostgres(folder);
  const { url, superuserUrl } = database;
  return {
    url,
    superuserUrl,
    goAway: () => database.stop(),
    crash: async () => {
      process.kill(database.pid() ?? 0, 'SIGKILL');
      await database.failed;
    },
    comeBack: async () => void (database = await startEmbeddedPostgres(folder, { port: Number(new URL(url).port) })),
    discard: async () => {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
