import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { lastBackup } from '../../platform/backup/last-backup.js';
import { Config } from '../../platform/config/config.js';
import { Processes } from '../../platform/health/processes.js';
import type { LivingProcess } from '../../platform/health/processes.queries.js';
import { inTime } from '../../platform/in-time.js';
import { CachedAnswer } from '../../platform/cached-answer.js';
import { type QueueLength, QueueLengths } from '../../platform/queue/queue-lengths.js';
import { packageVersion } from '../../platform/version.js';
import { StorageViews, type StorageState } from './storage.views.js';
import { databaseState, type DatabaseState } from './system.queries.js';
import type { SystemView } from './system.schemas.js';

const TIMEOUT_MS = 3_000;

/** What the service runs on, what waits, and what is stored. Read at most once in METRICS_KEPT_SECONDS. */
@Injectable()
export class SystemViews {
  private readonly kept: CachedAnswer<SystemView>;

  constructor(
    private readonly source: DataSource,
    private readonly queues: QueueLengths,
    private readonly processes: Processes,
    private readonly storage: StorageViews,
    private readonly config: Config,
  ) {
    this.kept = new CachedAnswer(() => this.look(), config.settings.METRICS_KEPT_SECONDS * 1_000);
  }

  state(): Promise<SystemView> {
    return this.kept.get();
  }

  private async look(): Promise<SystemView> {
    const [database, living, queues, storage, backup] = await Promise.all([
      databaseState(this.source),
      this.processes.living(),
      inTime(this.queues.of(), TIMEOUT_MS).catch(() => null),
      this.storage.state(),
      lastBackup(this.config.settings.DATA_DIR),
    ]);
    return present({ database, living, queues, storage, backup });
  }
}

interface Seen {
  database: DatabaseState;
  living: LivingProcess[];
  queues: QueueLength[] | null;
  storage: StorageState;
  backup: SystemView['lastBackup'];
}

const present = ({ database, living, queues, storage, backup }: Seen): SystemView => ({
  versions: {
    service: packageVersion(),
    node: process.versions.node,
    postgresql: database.version,
    ffmpeg: living.findLast(({ facts }) => 'ffmpeg' in facts)?.facts['ffmpeg'] ?? null,
  },
  startedAt: living[0]?.startedAt.toISOString() ?? null,
  processes: living.map(({ role, machine, version, startedAt, seenAt }) => ({
    role,
    machine,
    version,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
  })),
  workers: living.filter(({ role }) => role !== 'api').length,
  queues:
    queues?.map(({ oldestWaitingAt, ...length }) => ({
      ...length,
      oldestWaitingAt: oldestWaitingAt?.toISOString() ?? null,
    })) ?? null,
  storage: { ...storage, databaseBytes: database.bytes },
  lastBackup: backup,
});
