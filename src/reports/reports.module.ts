import { Module } from '@nestjs/common';
import { PlaybackModule } from '../playback/playback.module.js';
import { AirtimeController } from './airtime/airtime.controller.js';
import { AirtimeBroadcastsViews } from './airtime/airtime-broadcasts.views.js';
import { AirtimeViews } from './airtime/airtime.views.js';
import { REPORTS_QUEUE } from './airtime/roll-up.job.js';
import { RollUpListener } from './airtime/roll-up.listener.js';
import { RollUpProcessor } from './airtime/roll-up.processor.js';
import { RollUpService } from './airtime/roll-up.service.js';
import { RollUpTick } from './airtime/roll-up.tick.js';
import { CoverageController } from './coverage/coverage.controller.js';
import { CoverageViews } from './coverage/coverage.views.js';
import { OutcomesReportController } from './outcomes/outcomes-report.controller.js';
import { OutcomesReportViews } from './outcomes/outcomes-report.views.js';
import { ReportScopeService } from './scope/report-scope.service.js';
import { registerQueue } from '../platform/queue/register-queue.js';

/** Airtime, coverage and CSV. Reads only, apart from its own daily roll-up of airtime. */
@Module({
  imports: [PlaybackModule, registerQueue(REPORTS_QUEUE)],
  controllers: [AirtimeController, CoverageController, OutcomesReportController],
  providers: [
    ReportScopeService,
    AirtimeViews,
    AirtimeBroadcastsViews,
    CoverageViews,
    OutcomesReportViews,
    RollUpService,
    RollUpListener,
    RollUpProcessor,
    RollUpTick,
  ],
})
export class ReportsModule {}
