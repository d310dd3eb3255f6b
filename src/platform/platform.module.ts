import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { ScheduleModule } from '@nestjs/schedule';
import { TerminusModule } from '@nestjs/terminus';
import { Clock } from './clock/clock.js';
import { Config } from './config/config.js';
import { DatabaseModule } from './database/database.module.js';
import { EventsModule } from './events/events.module.js';
import { HealthController } from './health/health.controller.js';
import { Processes } from './health/processes.js';
import { Readiness } from './health/readiness.js';
import { BodyInterceptor } from './http/bodies/body.interceptor.js';
import { ProblemFilter } from './http/problem.filter.js';
import { UndeclaredPartsInterceptor } from './http/undeclared-parts.interceptor.js';
import { validationPipe } from './http/validation.pipe.js';
import { QueueModule } from './queue/queue.module.js';
import type { Runtime } from './runtime.js';
import { SigningKeys } from './signing/signing-keys.js';
import { MediaDisk } from './storage/media-disk.js';
import { MediaStore } from './storage/media-store.js';
import { PartFiles } from './storage/part-files.js';

/** What every module may inject: Config, Clock, the database, queues, events, signing keys and the media store. */
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
        TerminusModule.forRoot({ errorLogStyle: 'json' }),
      ],
      controllers: [HealthController],
      providers: [
        { provide: Config, useValue: runtime.config },
        { provide: Clock, useValue: runtime.clock },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: UndeclaredPartsInterceptor },
        { provide: APP_PIPE, useFactory: validationPipe },
        SigningKeys,
        MediaStore,
        PartFiles,
        MediaDisk,
        Processes,
        Readiness,
      ],
      exports: [Config, Clock, SigningKeys, MediaStore, PartFiles, MediaDisk, Processes, Readiness],
    };
  }
}
