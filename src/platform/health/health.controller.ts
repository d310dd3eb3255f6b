import { Controller, Get } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, TypeOrmHealthIndicator, type HealthCheckResult } from '@nestjs/terminus';
import { NotReady } from '../http/http.problems.js';
import { Open } from '../http/open.decorator.js';
import { Refuses } from '../http/refuses.decorator.js';

@ApiTags('health')
@Controller('health')
@Open()
export class HealthController {
  constructor(
    private readonly checks: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
  ) {}

  // A probe may share its address with callers, e.g. behind a proxy: their requests must not make it fail.
  @Get('live')
  @RouteConfig({ rateLimit: false })
  @ApiOperation({ summary: 'The process answers' })
  @ApiResponse({ status: 200, description: 'It does' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  // Counted on its own, because it asks the database.
  @Get('ready')
  @RouteConfig({ rateLimit: {} })
  @HealthCheck({ swaggerDocumentation: false })
  @ApiResponse({ status: 200, description: 'Everything that was looked at works' })
  @Refuses(NotReady)
  @ApiOperation({ summary: 'The process can do its work: the database answers' })
  ready(): Promise<HealthCheckResult> {
    return this.checks.check([() => this.database.pingCheck('database', { timeout: 2_000 })]);
  }
}
