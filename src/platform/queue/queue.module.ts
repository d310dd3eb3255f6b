import { setTimeout as pause } from 'node:timers/promises';
import { BullModule, BullRegistrar, WorkerHost } from '@nestjs/bullmq';
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, ModuleRef } from '@nestjs/core';
import { Queue } from 'bullmq';
import type { Runtime } from '../runtime.js';
import { chooseQueueBackend, type QueueBackend } from './queue-backend.js';

const TAKES_JOBS = Symbol('whether this process takes jobs');
const BACKEND = Symbol('backend of the queues');

/** How long jobs in hand may go on when the process is told to stop; what is not done is done by the next process. */
const GRACE_MS = 10_000;

/** The queues' backend; workers start only where the role says so, and finish what they have in hand before the end. */
@Global()
@Module({})
export class QueueModule implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger('queue');

  constructor(
    private readonly modules: ModuleRef,
    private readonly discovery: DiscoveryService,
    @Inject(TAKES_JOBS) private readonly takesJobs: boolean,
    @Inject(BACKEND) private readonly backend: QueueBackend,
  ) {}

  static for({ config, databaseUrl }: Runtime): DynamicModule {
    const { ROLE, REDIS_URL } = config.settings;
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
        { provide: TAKES_JOBS, useValue: ROLE !== 'api' },
        { provide: BACKEND, useValue: backend },
      ],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.takesJobs) this.modules.get(BullRegistrar, { strict: false }).register();
    // A lost connection is told this way, and tried again.
    const told = (err: Error) => this.logger.warn({ err, msg: 'queue fault' });
    for (const queue of this.instancesOf(Queue)) queue.on('error', told);
    const workers = this.hosts().map(({ worker }) => worker);
    for (const worker of workers) worker.on('error', told);
    if (!this.backend.neededAtStart) return;
    await Promise.all([...this.instancesOf(Queue), ...workers].map((each) => each.waitUntilReady()));
  }

  /** Before the database is let go: takes no further jobs, and waits a while for those in hand. */
  async beforeApplicationShutdown(): Promise<void> {
    const closed = Promise.all(this.hosts().map(({ worker }) => worker.close()));
    await Promise.race([closed, pause(GRACE_MS, undefined, { ref: false })]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }

  private hosts(): WorkerHost[] {
    return this.takesJobs ? this.instancesOf(WorkerHost) : [];
  }

  private instancesOf<Thing>(kind: abstract new (...args: never[]) => Thing): Thing[] {
    return this.discovery.getProviders().flatMap(({ instance }) => (instance instanceof kind ? [instance] : []));
  }
}
