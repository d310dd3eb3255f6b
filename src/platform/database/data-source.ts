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

// A date stays 'YYYY-MM-DD' (a Date would take the process's zone); counts, versions and seconds are numbers,
// all of them far below 2^53.
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

/** Names of the migrations of this version, as the table `migrations` lists them. */
export const MIGRATION_NAMES: ReadonlySet<string> = new Set(migrations.map((migration) => migration.name));

/** Options for the one connection pool of a process; `poolSize` is its largest number of connections. */
export function dataSourceOptions(url: string, poolSize: number): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    migrations,
    migrationsTransactionMode: 'each',
    poolSize,
    applicationName: 'vang',
    extra: { options: '-c timezone=UTC', onConnect: waitForTheDisk },
  };
}

// What is answered is on the disk, whatever the server's default is; who waits for replicas as well, goes on doing so.
const waitForTheDisk = (connection: pg.ClientBase) =>
  connection.query(`SELECT set_config(name, 'on', false) FROM pg_settings
                     WHERE name = 'synchronous_commit' AND setting = 'off'`);
