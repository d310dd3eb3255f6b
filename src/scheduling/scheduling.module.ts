import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProgramsModule } from '../programs/programs.module.js';
import { StationsModule } from '../stations/stations.module.js';
import { Broadcast } from './broadcasts/broadcast.entity.js';
import { BroadcastsService } from './broadcasts/broadcasts.service.js';
import { AllowedHoursRow } from './rules/allowed-hours.entity.js';
import { AllowedHoursService } from './rules/allowed-hours.service.js';

/** Airtime rules, entries, recurrence, conflicts and broadcasts. */
@Module({
  imports: [StationsModule, ProgramsModule, TypeOrmModule.forFeature([AllowedHoursRow, Broadcast])],
  providers: [AllowedHoursService, BroadcastsService],
  exports: [AllowedHoursService, BroadcastsService],
})
export class SchedulingModule {}
