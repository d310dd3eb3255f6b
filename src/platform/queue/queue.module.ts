import { BullModule, BullRegistrar, WorkerHost } from '@nestjs/bullmq';
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, ModuleRef } from '@nestjs/core';
import { Queue } from 'bullmq';
import type { Runtime } from '../runtime.js';
import { chooseQueueBackend, type QueueBackend } from './queue-backend.js';
import { QueueLengths } from './queue-lengths.js';
import { queueWorker, type WorkerTimes } from './queue-worker.js';

const RUNS_JOBS = Symbol('whether this process runs jobs');
const BACKEND = Symbol('queue backend');
const TIMES = Symbol('times of workers');

/** The queue backend. Workers start only in processes whose ROLE runs jobs, and finish running jobs before shutdown. */
@Global()
@Module({})
export class QueueModule implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private hasWorkers = false;

  constructor(
    private readonly modules: ModuleRef,
    private readonly discovery: DiscoveryService,
    @Inject(RUNS_JOBS) private readonly runsJobs: boolean,
    @Inject(BACKEND) private readonly backend: QueueBackend,
    @Inject(TIMES) private readonly times: WorkerTimes,
  ) {}

  static for({ config, databaseUrl }: Runtime): DynamicModule {
    const { ROLE, REDIS_URL, QUEUE_LOCK_SECONDS, SHUTDOWN_SECONDS } = config.settings;
    const backend = chooseQueueBackend({ databaseUrl, redisUrl: REDIS_URL });
    return {
      module: QueueModule,
      imports: [
        DiscoveryModule,
        BullModule.forRoot({
          connection: backend.connection,
          prefix: 'vang',
          defaultJobOptions: { removeOnComplete: { count: 1_000 }, removeOnFail: { count: 5_000 } },
          extraOptions: { manualRegistration: true },
        }),
      ],
      providers: [
        { provide: RUNS_JOBS, useValue: ROLE !== 'api' },
        { provide: BACKEND, useValue: backend },
        { provide: TIMES, useValue: { lockMs: 1_000 * QUEUE_LOCK_SECONDS, graceMs: 1_000 * SHUTDOWN_SECONDS } },
        QueueLengths,
      ],
      exports: [QueueLengths],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.runsJobs) this.startWorkers();
    if (!this.backend.requiredAtStart) return;
    const workers = this.hosts().map(({ worker }) => worker);
    await Promise.all([...this.instancesOf(Queue), ...workers].map((each) => each.waitUntilReady()));
  }

  /** While the database is still connected: takes no more jobs, and waits up to SHUTDOWN_SECONDS for the running ones. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.hosts().map(({ worker }) => worker.close()));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }

  private startWorkers(): void {
    BullModule.workerClass = queueWorker(this.times);
    this.modules.get(BullRegistrar, { strict: false }).register();
    this.hasWorkers = true;
  }

  /** Those with a worker: none while the service starts, or when its start was refused. */
  private hosts(): WorkerHost[] {
    return this.hasWorkers ? this.instancesOf(WorkerHost) : [];
  }

  private instancesOf<Thing>(kind: abstract new (...args: never[]) => Thing): Thing[] {
    return this.discovery.getProviders().flatMap(({ instance }) => (instance instanceof kind ? [instance] : []));
  }
}
