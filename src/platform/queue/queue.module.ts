import { BullModule, BullRegistrar } from '@nestjs/bullmq';
import { type DynamicModule, Global, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Runtime } from '../runtime.js';
import { chooseQueueBackend } from './queue-backend.js';

const TAKES_JOBS = Symbol('whether this process takes jobs');

/** The queues' backend; workers start only where the role says so, once everything else is ready. */
@Global()
@Module({})
export class QueueModule implements OnApplicationBootstrap {
  constructor(
    private readonly modules: ModuleRef,
    @Inject(TAKES_JOBS) private readonly takesJobs: boolean,
  ) {}

  static for({ config, databaseUrl }: Runtime): DynamicModule {
    const { ROLE, REDIS_URL } = config.settings;
    return {
      module: QueueModule,
      imports: [
        BullModule.forRoot({
          ...chooseQueueBackend({ databaseUrl, redisUrl: REDIS_URL }),
          prefix: 'vang',
          defaultJobOptions: { removeOnComplete: { count: 1_000 }, removeOnFail: { count: 5_000 } },
          extraOptions: { manualRegistration: true },
        }),
      ],
      providers: [{ provide: TAKES_JOBS, useValue: ROLE !== 'api' }],
    };
  }

  onApplicationBootstrap(): void {
    if (this.takesJobs) this.modules.get(BullRegistrar, { strict: false }).register();
  }
}
