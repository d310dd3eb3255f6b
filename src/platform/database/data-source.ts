import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { Identity0000000000001 } from '../../../migrations/0001-identity.js';
import { Stations0000000000002 } from '../../../migrations/0002-stations.js';
import { Programs0000000000003 } from '../../../migrations/0003-programs.js';
import { Scheduling0000000000004 } from '../../../migrations/0004-scheduling.js';
import { Playback0000000000005 } from '../../../migrations/0005-playback.js';
import { Transcoding0000000000006 } from '../../../migrations/0006-transcoding.js';
import { DeviceTokens0000000000007 } from '../../../migrations/0007-device-tokens.js';
import { WholeSeconds0000000000008 } from '../../../migrations/0008-whole-seconds.js';

// A date stays 'YYYY-MM-DD' (a Date would take the process's zone); counts, versions and seconds are numbers,
// all of them far below 2^53.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

const migrations = [
  Identity0000000000001,
  Stations0000000000002,
  Programs0000000000003,
  Scheduling0000000000004,
  Playback0000000000005,
  Transcoding0000000000006,
  DeviceTokens0000000000007,
  WholeSeconds0000000000008,
];

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
