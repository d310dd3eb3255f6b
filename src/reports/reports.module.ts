import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { PlaybackModule } from '../playback/playback.module.js';
import { AirtimeController } from './airtime/airtime.controller.js';
import { AirtimeQueries } from './airtime/airtime.queries.js';
import { AirtimeService } from './airtime/airtime.service.js';
import { RollUpCron } from './airtime/roll-up.cron.js';
import { RollUpListener } from './airtime/roll-up.listener.js';
import { RollUpProcessor } from './airtime/roll-up.processor.js';
import { RollUpQueries } from './airtime/roll-up.queries.js';
import { RollUpService } from './airtime/roll-up.service.js';
import { CoverageController } from './coverage/coverage.controller.js';
import { CoverageQueries } from './coverage/coverage.queries.js';
import { CoverageService } from './coverage/coverage.service.js';
import { ReportScopeQueries } from './scope/report-scope.queries.js';
import { ReportScopeService } from './scope/report-scope.service.js';

const ROLL_UP = [RollUpQueries, RollUpService, RollUpProcessor, RollUpCron, RollUpListener];
const REPORTS = [AirtimeQueries, AirtimeService, CoverageQueries, CoverageService];

/** Airtime, coverage and exports; reads only, apart from its own daily roll-up. */
@Module({
  imports: [PlaybackModule, BullModule.registerQueue({ name: 'reports' })],
  controllers: [AirtimeController, CoverageController],
  providers: [ReportScopeQueries, ReportScopeService, ...ROLL_UP, ...REPORTS],
})
export class ReportsModule {}
