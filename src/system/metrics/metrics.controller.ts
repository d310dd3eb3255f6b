import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../../platform/http/open.decorator.js';
import { registry } from '../../platform/metrics/metrics.js';
import { MetricsGuard } from './metrics.guard.js';
import { MetricsViews } from './metrics.views.js';

/** For Prometheus. Not a part of the API, whose document describes what people, programs and stations use. */
@ApiExcludeController()
@Controller('metrics')
@Open()
@UseGuards(MetricsGuard)
export class MetricsController {
  constructor(private readonly views: MetricsViews) {}

  @Get()
  @Header('content-type', registry.contentType)
  text(): Promise<string> {
    return this.views.text();
  }
}
