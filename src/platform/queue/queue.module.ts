import { setTimeout as pause } from 'node:timers/promises';
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
import { Queue, Worker, type WorkerOptions } from 'bullmq';
import type { Runtime } from '../runtime.js';
import { chooseQueueBackend, type QueueBackend } from './queue-backend.js';
import { QueueLengths } from './queue-lengths.js';
import { logQueueFault } from './register-queue.js';

const RUNS_JOBS = Symbol('whether this process runs jobs');
const BACKEND = Symbol('queue backend');
const LOCK_MS = Symbol('how long a worker holds a job without renewing its lock');

/** How long a worker waits after a connection was refused, in milliseconds; BullMQ's own 15 s are long for a restart. */
const RETRY_MS = 1_000;

/** How long running jobs may continue at shutdown; another process takes over what is not finished by then. */
const SHUTDOWN_GRACE_MS = 10_000;

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
    @Inject(LOCK_MS) private readonly lockMs: number,
  ) {}

  static for({ config, databaseUrl }: Runtime): DynamicModule {
    const { ROLE, REDIS_URL, QUEUE_LOCK_SECONDS } = config.settings;
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
        { provide: LOCK_MS, useValue: 1_000 * QUEUE_LOCK_SECONDS },
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

  /** While the database is still connected: takes no more jobs, and waits up to 10 s for the running ones. */
  async beforeApplicationShutdown(): Promise<void> {
    const closed = Promise.all(this.hosts().map(({ worker }) => worker.close()));
    await Promise.race([closed, pause(SHUTDOWN_GRACE_MS, undefined, { ref: false })]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }

  /** A job whose worker was killed is taken over after QUEUE_LOCK_SECONDS, found within half of that again. */
  private startWorkers(): void {
    const locks = { lockDuration: this.lockMs, stalledInterval: this.lockMs / 2, runRetryDelay: RETRY_MS };
    BullModule.workerClass = class extends Worker {
      constructor(name: string, processor: ConstructorParameters<typeof Worker>[1], options: WorkerOptions) {
        super(name, processor, { ...options, ...locks });
        this.on('error', logQueueFault);
      }
    };
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
