import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AiringsDirectory } from '../programs/airings.directory.js';
import { ProgramsModule } from '../programs/programs.module.js';
import { StationsModule } from '../stations/stations.module.js';
import { Broadcast } from './broadcasts/broadcast.entity.js';
import { BroadcastsService } from './broadcasts/broadcasts.service.js';
import { ProgramAiringsDirectory } from './broadcasts/program-airings.directory.js';
import { BroadcastsController } from './broadcasts/broadcasts.controller.js';
import { ENTRY_PARTS } from './entries/entry.parts.js';
import { EntriesController } from './entries/entries.controller.js';
import { Entry } from './entries/entry.entity.js';
import { PLANNING_PARTS } from './broadcasts/planning.parts.js';
import { AllowedHoursChangeService } from './rules/allowed-hours-change.service.js';
import { AllowedHoursController } from './rules/allowed-hours.controller.js';
import { AllowedHoursRow } from './rules/allowed-hours.entity.js';
import { AllowedHoursService } from './rules/allowed-hours.service.js';
import { AllowedHoursViewService } from './rules/allowed-hours-view.service.js';

/** Airtime rules, entries, recurrence, conflicts and broadcasts. Global, because it provides what programs asks for. */
@Global()
@Module({
  imports: [StationsModule, ProgramsModule, TypeOrmModule.forFeature([AllowedHoursRow, Broadcast, Entry])],
  controllers: [EntriesController, BroadcastsController, AllowedHoursController],
  providers: [
    ...PLANNING_PARTS,
    ...ENTRY_PARTS,
    AllowedHoursService,
    AllowedHoursChangeService,
    AllowedHoursViewService,
    BroadcastsService,
    { provide: AiringsDirectory, useClass: ProgramAiringsDirectory },
  ],
  exports: [AiringsDirectory, AllowedHoursService, BroadcastsService],
})
export class SchedulingModule {}
