import { Module } from '@nestjs/common';
import { BullModule } from '@nestjs/bullmq';
import { StationsModule } from '../stations/stations.module.js';

/** Airtime, coverage and exports; reads only, apart from its own daily roll-up. */
@Module({ imports: [StationsModule, BullModule.registerQueue({ name: 'reports' })] })
export class ReportsModule {}
