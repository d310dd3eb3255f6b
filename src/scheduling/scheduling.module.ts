import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProgramsModule } from '../programs/programs.module.js';
import { StationsModule } from '../stations/stations.module.js';
import { Broadcast } from './broadcasts/broadcast.entity.js';
import { BroadcastsService } from './broadcasts/broadcasts.service.js';

/** Airtime rules, entries, recurrence, conflicts and broadcasts. */
@Module({
  imports: [StationsModule, ProgramsModule, TypeOrmModule.forFeature([Broadcast])],
  providers: [BroadcastsService],
  exports: [BroadcastsService],
})
export class SchedulingModule {}
