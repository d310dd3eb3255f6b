import { Global, Module } from '@nestjs/common';
import { ThingNamesDirectory } from '../identity/audit/thing-names.directory.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MetricsGuard } from './metrics/metrics.guard.js';
import { MetricsViews } from './metrics/metrics.views.js';
import { NamedThingsDirectory } from './names/named-things.directory.js';
import { StorageViews } from './state/storage.views.js';
import { SystemController } from './state/system.controller.js';
import { SystemViews } from './state/system.views.js';

/** What identity asks for. A module of its own, because the hooks of a global module run before the workers are registered. */
@Global()
@Module({
  providers: [{ provide: ThingNamesDirectory, useClass: NamedThingsDirectory }],
  exports: [ThingNamesDirectory],
})
class ForIdentityModule {}

/** The service as its operators see it: metrics, and what it runs on. Reads only. */
@Module({
  imports: [ForIdentityModule],
  controllers: [MetricsController, SystemController],
  providers: [MetricsGuard, MetricsViews, StorageViews, SystemViews],
})
export class SystemModule {}
