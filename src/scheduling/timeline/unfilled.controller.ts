import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { Page } from '../../platform/http/page.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { TooManyDays } from './timeline.problems.js';
import { UnfilledPage, UnfilledQuery, type UnfilledStation } from './unfilled.schemas.js';
import { UnfilledViews } from './unfilled.views.js';

@ApiTags('schedule')
@Controller('unfilled')
export class UnfilledController {
  constructor(private readonly views: UnfilledViews) {}

  @Get()
  @ApiOperation({
    summary: 'Time that may sound and does not, by station, day and week, and what can be done about it',
  })
  @Requires('schedule:read')
  @ApiResponse({ status: 200, standardSchema: UnfilledPage, description: 'By station' })
  @Refuses(NotFound, TooManyDays)
  list(@Query({ schema: UnfilledQuery }) query: UnfilledQuery, @By() actor: Actor): Promise<Page<UnfilledStation>> {
    return this.views.list(query, actor);
  }
}
