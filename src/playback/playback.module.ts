import { Module } from '@nestjs/common';
import { PlaylistsModule } from '../playlists/playlists.module.js';
import { ProgramsModule } from '../programs/programs.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { StationsModule } from '../stations/stations.module.js';
import { ConfirmationsController } from './confirmations/confirmations.controller.js';
import { ConfirmationsService } from './confirmations/confirmations.service.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceViews } from './evidence/evidence.views.js';
import { OutcomeGridController } from './grid/outcome-grid.controller.js';
import { OutcomeGridViews } from './grid/outcome-grid.views.js';
import { PLAYBACK_QUEUE } from './outcomes/decide-outcomes.job.js';
import { OutcomesListener } from './outcomes/outcomes.listener.js';
import { OutcomesProcessor } from './outcomes/outcomes.processor.js';
import { OutcomesService } from './outcomes/outcomes.service.js';
import { OutcomesTick } from './outcomes/outcomes.tick.js';
import { PlayMonthsTick } from './plays/play-months.tick.js';
import { PlaysController } from './plays/plays.controller.js';
import { PlaysService } from './plays/plays.service.js';
import { OverviewController } from './overview/overview.controller.js';
import { OverviewViews } from './overview/overview.views.js';
import { ReasonsController } from './reasons/reasons.controller.js';
import { TodayController } from './today/today.controller.js';
import { TodayViews } from './today/today.views.js';
import { UnconfirmedDaysController } from './today/unconfirmed-days.controller.js';
import { UnconfirmedDaysViews } from './today/unconfirmed-days.views.js';
import { registerQueue } from '../platform/queue/register-queue.js';

/** Play events, confirmations, and what became of each broadcast. */
@Module({
  imports: [PlaylistsModule, SchedulingModule, StationsModule, ProgramsModule, registerQueue(PLAYBACK_QUEUE)],
  controllers: [
    PlaysController,
    ConfirmationsController,
    EvidenceController,
    TodayController,
    UnconfirmedDaysController,
    OutcomeGridController,
    OverviewController,
    ReasonsController,
  ],
  providers: [
    OutcomesService,
    OutcomesListener,
    OutcomesProcessor,
    OutcomesTick,
    PlaysService,
    PlayMonthsTick,
    ConfirmationsService,
    EvidenceViews,
    TodayViews,
    UnconfirmedDaysViews,
    OutcomeGridViews,
    OverviewViews,
  ],
  exports: [OutcomesService],
})
export class PlaybackModule {}
