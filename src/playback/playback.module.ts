import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { ProgramsModule } from '../programs/programs.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { StationsModule } from '../stations/stations.module.js';
import { ConfirmationsController } from './confirmations/confirmations.controller.js';
import { ConfirmationsQueries } from './confirmations/confirmations.queries.js';
import { ConfirmationsService } from './confirmations/confirmations.service.js';
import { EvidenceController } from './outcomes/evidence.controller.js';
import { EvidenceQueries } from './outcomes/evidence.queries.js';
import { EvidenceService } from './outcomes/evidence.service.js';
import { OutcomeChecksQueries } from './outcomes/outcome-checks.queries.js';
import { OutcomeChecksService } from './outcomes/outcome-checks.service.js';
import { OutcomeRulebook } from './outcomes/outcome-rulebook.js';
import { OutcomesCron } from './outcomes/outcomes.cron.js';
import { OutcomesProcessor } from './outcomes/outcomes.processor.js';
import { OutcomesQueries } from './outcomes/outcomes.queries.js';
import { OutcomesService } from './outcomes/outcomes.service.js';
import { GzipBodies } from './plays/gzip-bodies.js';
import { PlayMonthsCron } from './plays/play-months.cron.js';
import { PlaysController } from './plays/plays.controller.js';
import { PlaysQueries } from './plays/plays.queries.js';
import { PlaysService } from './plays/plays.service.js';
import { ReasonsController } from './reasons/reasons.controller.js';
import { ReasonsQueries } from './reasons/reasons.queries.js';
import { TodayController } from './today/today.controller.js';
import { TodayService } from './today/today.service.js';

const PLAYS = [GzipBodies, PlaysQueries, PlaysService, ReasonsQueries];
const OUTCOMES = [OutcomeChecksQueries, OutcomeChecksService, OutcomeRulebook, OutcomesQueries, OutcomesService];
const TICKS_AND_WORKERS = [PlayMonthsCron, OutcomesCron, OutcomesProcessor];
const WORDS = [ConfirmationsQueries, ConfirmationsService, EvidenceQueries, EvidenceService, TodayService];

/** Play events, confirmations, and what became of each broadcast. */
@Module({
  imports: [SchedulingModule, StationsModule, ProgramsModule, BullModule.registerQueue({ name: 'playback' })],
  controllers: [PlaysController, ConfirmationsController, EvidenceController, TodayController, ReasonsController],
  providers: [...PLAYS, ...OUTCOMES, ...TICKS_AND_WORKERS, ...WORDS],
  exports: [OutcomesService],
})
export class PlaybackModule {}
