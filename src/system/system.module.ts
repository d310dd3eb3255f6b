import { Module } from '@nestjs/common';
import { MetricsController } from './metrics/metrics.controller.js';
import { MetricsGuard } from './metrics/metrics.guard.js';
import { MetricsViews } from './metrics/metrics.views.js';
import { StorageViews } from './state/storage.views.js';
import { SystemController } from './state/system.controller.js';
import { SystemViews } from './state/system.views.js';

/** The service as its operators see it: metrics, and what it runs on. Reads only. */
@Module({
  controllers: [MetricsController, SystemController],
  providers: [MetricsGuard, MetricsViews, StorageViews, SystemViews],
})
export class SystemModule {}
