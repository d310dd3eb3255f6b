import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AiringsDirectory } from '../programs/airings.directory.js';
import { ProgramScheduleService } from '../programs/program-schedule.service.js';
import { ProgramsModule } from '../programs/programs.module.js';
import { StationsModule } from '../stations/stations.module.js';
import { AdoptionService } from './broadcasts/adoption.service.js';
import { Broadcast } from './broadcasts/broadcast.entity.js';
import { BroadcastViews } from './broadcasts/broadcast.views.js';
import { BroadcastsController } from './broadcasts/broadcasts.controller.js';
import { BroadcastsService } from './broadcasts/broadcasts.service.js';
import { EntryFactsService } from './broadcasts/entry-facts.service.js';
import { PlanningService } from './broadcasts/planning.service.js';
import { PlanningTick } from './broadcasts/planning.tick.js';
import { ProgramAiringsDirectory } from './broadcasts/program-airings.directory.js';
import { ProgramListener } from './broadcasts/program.listener.js';
import { ReplanningService } from './broadcasts/replanning.service.js';
import { StationListener } from './broadcasts/station.listener.js';
import { ClashViews } from './clashes/clash.views.js';
import { RuleClashesService } from './clashes/rule-clashes.service.js';
import { EntriesController } from './entries/entries.controller.js';
import { EntriesService } from './entries/entries.service.js';
import { EntryChecksService } from './entries/entry-checks.service.js';
import { EntryStationsService } from './entries/entry-stations.service.js';
import { Entry } from './entries/entry.entity.js';
import { EntryViews } from './entries/entry.views.js';
import { AllowedHoursController } from './rules/allowed-hours.controller.js';
import { AllowedHoursService } from './rules/allowed-hours.service.js';
import { AllowedHoursViews } from './rules/allowed-hours.views.js';
import { GapsController } from './timeline/gaps.controller.js';
import { GapViews } from './timeline/gap.views.js';

const rules = [AllowedHoursService, AllowedHoursViews];
const broadcasts = [BroadcastsService, BroadcastViews];
const forPrograms = [
  { provide: AiringsDirectory, useClass: ProgramAiringsDirectory },
  { provide: ProgramScheduleService, useClass: AdoptionService },
];
const planning = [EntryFactsService, PlanningService, ReplanningService];
const planningTriggers = [PlanningTick, ProgramListener, StationListener];
const entries = [EntriesService, EntryChecksService, EntryStationsService, EntryViews];
const clashes = [ClashViews, RuleClashesService];

/** Airtime rules, entries, recurrence, clashes and broadcasts. Global, because it provides what programs asks for. */
@Global()
@Module({
  imports: [StationsModule, ProgramsModule, TypeOrmModule.forFeature([Broadcast, Entry])],
  controllers: [EntriesController, BroadcastsController, AllowedHoursController, GapsController],
  providers: [
    ...rules,
    ...broadcasts,
    ...planning,
    ...planningTriggers,
    ...entries,
    ...clashes,
    GapViews,
    ...forPrograms,
  ],
  exports: [AiringsDirectory, ProgramScheduleService, AllowedHoursService, BroadcastsService],
})
export class SchedulingModule {}
