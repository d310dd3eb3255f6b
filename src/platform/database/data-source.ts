import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { Platform0000000000001 } from '../../../migrations/0001-platform.js';
import { Identity0000000000002 } from '../../../migrations/0002-identity.js';
import { Stations0000000000003 } from '../../../migrations/0003-stations.js';
import { Programs0000000000004 } from '../../../migrations/0004-programs.js';
import { Transcoding0000000000005 } from '../../../migrations/0005-transcoding.js';
import { Scheduling0000000000006 } from '../../../migrations/0006-scheduling.js';
import { Playlists0000000000007 } from '../../../migrations/0007-playlists.js';
import { Playback0000000000008 } from '../../../migrations/0008-playback.js';
import { Reports0000000000009 } from '../../../migrations/0009-reports.js';

// Dates stay 'YYYY-MM-DD', because a Date would be in the time zone of the process. Integers and decimals become
// numbers: all counts, versions and seconds are far below 2^53.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

const migrations = [
  Platform0000000000001,
  Identity0000000000002,
  Stations0000000000003,
  Programs0000000000004,
  Transcoding0000000000005,
  Scheduling0000000000006,
  Playlists0000000000007,
  Playback0000000000008,
  Reports0000000000009,
];

/** The names of this version's migrations, as in the table `migrations`. */
export const MIGRATION_NAMES: ReadonlySet<string> = new Set(migrations.map((migration) => migration.name));

export interface PoolOptions {
  /** The maximum number of connections. */
  poolSize: number;
  /** How long a query may wait for a connection. */
  waitSeconds?: number;
}

/** Options for the connection pool of a process. */
export function dataSourceOptions(url: string, { poolSize, waitSeconds = 15 }: PoolOptions): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    migrations,
    migrationsTransactionMode: 'each',
    poolSize,
    applicationName: 'vang',
    connectTimeoutMS: waitSeconds * 1_000,
    // A peer that has vanished without a word is noticed.
    extra: { options: '-c timezone=UTC', onConnect: requireDurableCommits, keepAlive: true },
  };
}

// A commit is acknowledged only when it is on disk. Settings that wait for replicas as well stay as they are.
const requireDurableCommits = (connection: pg.ClientBase) =>
  connection.query(`SELECT set_config(name, 'on', false) FROM pg_settings
                     WHERE name = 'synchronous_commit' AND setting = 'off'`);
