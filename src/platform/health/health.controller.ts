import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { NotReady } from '../http/http.problems.js';
import { Open } from '../http/open.decorator.js';
import { Refuses } from '../http/refuses.decorator.js';
import { type Part, Readiness } from './readiness.js';
import { LivenessView, ReadinessView } from './readiness.schemas.js';

@ApiTags('health')
@Controller('health')
@Open()
export class HealthController {
  constructor(
    private readonly checks: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: Readiness,
  ) {}

  // A probe may share its address with callers, e.g. behind a proxy: their requests must not make it fail.
  @Get('live')
  @RouteConfig({ rateLimit: false })
  @ApiOperation({ summary: 'The process answers' })
  @ApiResponse({ status: 200, standardSchema: LivenessView })
  live(): LivenessView {
    return { status: 'ok' };
  }

  // Counted on its own, because it asks the database.
  @Get('ready')
  @RouteConfig({ rateLimit: {} })
  @Refuses(NotReady)
  @ApiOperation({ summary: 'The process can do its work: each part that it needs, and whether it is there' })
  @ApiResponse({ status: 200, standardSchema: ReadinessView })
  async ready(): Promise<ReadinessView> {
    try {
      const { status, details } = await this.checks.check(this.readiness.parts.map((part) => () => this.look(part)));
      return ReadinessView.parse({ status, parts: details });
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      throw new NotReady(partsOf(error.getResponse()));
    }
  }

  private async look({ name, isEssential, fault }: Part): Promise<HealthIndicatorResult> {
    const because = await fault();
    const indicator = this.indicators.check(name);
    if (because === null) return indicator.up();
    return isEssential ? indicator.down({ because }) : indicator.degraded({ because });
  }
}

const partsOf = (response: string | object): Record<string, unknown> | undefined =>
  typeof response === 'object' && 'details' in response
    ? ({ ...Object(response.details) } as Record<string, unknown>)
    : undefined;
