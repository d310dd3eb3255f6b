import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AiringsDirectory } from '../programs/airings.directory.js';
import { ProgramScheduleService } from '../programs/program-schedule.service.js';
import { ProgramsModule } from '../programs/programs.module.js';
import { StationScheduleService } from '../stations/station-schedule.service.js';
import { StationsModule } from '../stations/stations.module.js';
import { AirtimeService } from './airtime/airtime.service.js';
import { RuleOwnersService } from './airtime/rule-owners.service.js';
import { Broadcast } from './broadcasts/broadcast.entity.js';
import { BroadcastViews } from './broadcasts/broadcast.views.js';
import { BroadcastsController } from './broadcasts/broadcasts.controller.js';
import { BroadcastsService } from './broadcasts/broadcasts.service.js';
import { ProgramBroadcastsController } from './broadcasts/program-broadcasts.controller.js';
import { ProgramBroadcastViews } from './broadcasts/program-broadcasts.views.js';
import { ProgramAiringsDirectory } from './broadcasts/program-airings.directory.js';
import { AirtimeRulesController } from './changes/airtime-rules.controller.js';
import { LargeChangesProcessor } from './changes/large-changes.processor.js';
import { LargeChangesService } from './changes/large-changes.service.js';
import { LargeChangesTick } from './changes/large-changes.tick.js';
import { SCHEDULE_QUEUE } from './changes/large-change.job.js';
import { WaitingChangesService } from './changes/waiting-changes.service.js';
import { registerQueue } from '../platform/queue/register-queue.js';
import { ChangeViews } from './changes/change.views.js';
import { ChangesController } from './changes/changes.controller.js';
import { CopiesService } from './changes/copies.service.js';
import { ChangesService } from './changes/changes.service.js';
import { SetRulesService } from './changes/set-rules.service.js';
import { OperationProposalsService } from './changes/operation-proposals.service.js';
import { UndoProposalsService } from './changes/undo-proposals.service.js';
import { ClashViews } from './clashes/clash.views.js';
import { RuleClashesService } from './clashes/rule-clashes.service.js';
import { EntriesController } from './entries/entries.controller.js';
import { EntryChecksService } from './proposals/entry-checks.service.js';
import { EntryProposalsService } from './proposals/entry-proposals.service.js';
import { EntryStationsService } from './proposals/entry-stations.service.js';
import { EntryChangesController } from './entries/entry-changes.controller.js';
import { EntryViews } from './entries/entry.views.js';
import { WholePlanService } from './proposals/whole-plan.service.js';
import { AdoptionService } from './listeners/adoption.service.js';
import { ProgramListener } from './listeners/program.listener.js';
import { StationChangesService } from './listeners/station-changes.service.js';
import { StationListener } from './listeners/station.listener.js';
import { PlanningService } from './planning/planning.service.js';
import { ReplanningService } from './planning/replanning.service.js';
import { ScheduleTick } from './planning/schedule.tick.js';
import { Entry } from './terms/entry.entity.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { CalendarViews } from './calendar/calendar.views.js';
import { GapsController } from './timeline/gaps.controller.js';
import { ExpectedItemsService } from './timeline/expected-items.service.js';
import { GapViews } from './timeline/gap.views.js';
import { StopsService } from './withdrawals/stops.service.js';
import { GridController } from './timeline/grid.controller.js';
import { GridPlacesService } from './timeline/grid-places.service.js';
import { GridViews } from './timeline/grid.views.js';
import { ProposedTimelineController } from './timeline/proposed-timeline.controller.js';
import { ProposedTimelineViews } from './timeline/proposed-timeline.views.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { TimelineScopeService } from './timeline/timeline-scope.service.js';
import { TimelineService } from './timeline/timeline.service.js';
import { TimelineViews } from './timeline/timeline.views.js';
import { UnfilledController } from './timeline/unfilled.controller.js';
import { UnfilledService } from './timeline/unfilled.service.js';
import { UnfilledViews } from './timeline/unfilled.views.js';

const airtime = [AirtimeService, RuleOwnersService];
const broadcasts = [BroadcastsService, BroadcastViews, ProgramBroadcastViews];
const forPrograms = [
  { provide: AiringsDirectory, useClass: ProgramAiringsDirectory },
  { provide: ProgramScheduleService, useClass: AdoptionService },
];
const forStations = { provide: StationScheduleService, useClass: StationChangesService };
const planning = [PlanningService, ReplanningService];
const planningTriggers = [ScheduleTick, ProgramListener, StationListener];
const entries = [EntryChecksService, EntryProposalsService, EntryStationsService, EntryViews];
const clashes = [ClashViews, RuleClashesService];
const timeline = [
  ExpectedItemsService,
  TimelineService,
  TimelineScopeService,
  TimelineViews,
  ProposedTimelineViews,
  GridPlacesService,
  GridViews,
  UnfilledService,
  UnfilledViews,
];
const changes = [
  LargeChangesService,
  LargeChangesProcessor,
  LargeChangesTick,
  WaitingChangesService,
  ChangesService,
  CopiesService,
  ChangeViews,
  SetRulesService,
  UndoProposalsService,
  OperationProposalsService,
  WholePlanService,
];

/** Airtime rules, entries, recurrence, clashes and broadcasts. Global, because it provides what stations and programs ask for. */
@Global()
@Module({
  imports: [
    registerQueue(SCHEDULE_QUEUE),
    StationsModule,
    ProgramsModule,
    TypeOrmModule.forFeature([Broadcast, Entry]),
  ],
  controllers: [
    EntriesController,
    EntryChangesController,
    ChangesController,
    BroadcastsController,
    ProgramBroadcastsController,
    AirtimeRulesController,
    GapsController,
    TimelineController,
    ProposedTimelineController,
    GridController,
    UnfilledController,
    CalendarController,
  ],
  providers: [
    ...airtime,
    ...broadcasts,
    ...planning,
    ...planningTriggers,
    ...entries,
    ...clashes,
    ...changes,
    GapViews,
    StopsService,
    ...timeline,
    CalendarViews,
    ...forPrograms,
    forStations,
  ],
  exports: [
    AiringsDirectory,
    ProgramScheduleService,
    StationScheduleService,
    AirtimeService,
    BroadcastsService,
    GridPlacesService,
    StopsService,
  ],
})
export class SchedulingModule {}
