import { type DynamicModule, Global, Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { ScheduleModule } from '@nestjs/schedule';
import { Clock } from './clock/clock.js';
import { Config } from './config/config.js';
import { DatabaseModule } from './database/database.module.js';
import { EventsModule } from './events/events.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { QueueModule } from './queue/queue.module.js';
import type { Runtime } from './runtime.js';
import { SigningModule } from './signing/signing.module.js';
import { StorageModule } from './storage/storage.module.js';

/** What every module may inject: Config, Clock, the database, queues, events and the media store. */
@Global()
@Module({})
export class PlatformModule {
  static for(runtime: Runtime): DynamicModule {
    const ticks = runtime.ticks && runtime.config.settings.ROLE !== 'api';
    return {
      module: PlatformModule,
      imports: [
        EventEmitterModule.forRoot(),
        ScheduleModule.forRoot({ cronJobs: ticks, intervals: ticks, timeouts: ticks }),
        DatabaseModule.for(runtime),
        QueueModule.for(runtime),
        EventsModule,
        HttpModule,
        StorageModule,
        SigningModule,
        HealthModule,
      ],
      providers: [
        { provide: Config, useValue: runtime.config },
        { provide: Clock, useValue: runtime.clock },
      ],
      exports: [Config, Clock],
    };
  }
}
