import { Module } from '@nestjs/common';
import { IndexController } from './index/index.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MetricsGuard } from './metrics/metrics.guard.js';
import { MetricsViews } from './metrics/metrics.views.js';
import { StorageViews } from './state/storage.views.js';
import { SystemController } from './state/system.controller.js';
import { SystemViews } from './state/system.views.js';

/** The service as its operators see it: metrics, what it runs on, and the index at `/`. Reads only. */
@Module({
  controllers: [IndexController, MetricsController, SystemController],
  providers: [MetricsGuard, MetricsViews, StorageViews, SystemViews],
})
export class SystemModule {}
