import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { lastBackup } from '../../platform/backup/last-backup.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Readiness } from '../../platform/health/readiness.js';
import { inTime } from '../../platform/in-time.js';
import { CachedAnswer } from '../../platform/cached-answer.js';
import { registry } from '../../platform/metrics/metrics.js';
import { type QueueLength, QueueLengths } from '../../platform/queue/queue-lengths.js';
import { packageVersion } from '../../platform/version.js';
import { figures, type Figures } from './figures.queries.js';
import { setBackup, setFigures, setInfo, setParts, setPool, setQueues } from './gauges.js';

/** Prometheus gives a scrape ten seconds by default. */
const TIMEOUT_MS = 3_000;

const WithPool = z.object({
  master: z.object({ totalCount: z.number(), idleCount: z.number(), waitingCount: z.number() }),
});

/** Metrics of this process, and figures of the whole service that are read at most once in METRICS_KEPT_SECONDS. */
@Injectable()
export class MetricsViews {
  private readonly queues: CachedAnswer<QueueLength[]>;
  private readonly figures: CachedAnswer<Figures>;

  constructor(
    private readonly source: DataSource,
    queues: QueueLengths,
    private readonly readiness: Readiness,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    const { METRICS_KEPT_SECONDS, STATION_UNSEEN_MINUTES } = config.settings;
    const unseenSince = () => new Date(clock.now().getTime() - STATION_UNSEEN_MINUTES * 60_000);
    this.queues = new CachedAnswer(() => queues.of(), METRICS_KEPT_SECONDS * 1_000);
    this.figures = new CachedAnswer(() => figures(source, unseenSince()), METRICS_KEPT_SECONDS * 1_000);
  }

  /** In the text format of Prometheus. What cannot be told in time is left out. */
  async text(): Promise<string> {
    const { ROLE, DATA_DIR } = this.config.settings;
    const now = this.clock.now();
    const known = <Value>(kept: CachedAnswer<Value>) => inTime(kept.get(), TIMEOUT_MS).catch(() => undefined);
    setInfo({ version: packageVersion(), role: ROLE });
    const pool = WithPool.safeParse(this.source.driver).data?.master;
    if (pool) setPool(pool);
    const [lengths, found, backup] = await Promise.all([
      known(this.queues),
      known(this.figures),
      lastBackup(DATA_DIR),
      setParts(this.readiness.parts),
    ]);
    setQueues(lengths, now);
    setFigures(found, now);
    setBackup(backup);
    return registry.metrics();
  }
}
