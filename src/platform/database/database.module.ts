import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Runtime } from '../runtime.js';
import { dataSourceOptions } from './data-source.js';
import { MonthPartitions } from './month-partitions.js';
import { UnitOfWork } from './unit-of-work.js';

/** The connection pool and the unit of work. Modules add their entities with forFeature. */
@Global()
@Module({})
export class DatabaseModule {
  static for({ databaseUrl, config }: Runtime): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(databaseUrl, {
            poolSize: config.settings.DATABASE_POOL,
            waitSeconds: config.settings.DATABASE_WAIT_SECONDS,
          }),
          autoLoadEntities: true,
          retryAttempts: 3,
          retryDelay: 500,
        }),
      ],
      providers: [UnitOfWork, MonthPartitions],
      exports: [UnitOfWork, MonthPartitions],
    };
  }
}
