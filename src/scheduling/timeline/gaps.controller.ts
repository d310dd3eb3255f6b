import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { CountedPage } from '../../platform/http/page.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { GapViews } from './gap.views.js';
import { GapPage, GapsQuery, type GapView } from './gaps.schemas.js';

@ApiTags('schedule')
@Controller('gaps')
export class GapsController {
  constructor(private readonly gaps: GapViews) {}

  @Get()
  @ApiOperation({
    summary: 'What is ahead and could not be planned, and what can be done: by station, centre or entry',
  })
  @Requires('schedule:read')
  @ApiResponse({ status: 200, standardSchema: GapPage, description: 'Soonest first' })
  @Refuses(NotFound)
  list(@Query({ schema: GapsQuery }) query: GapsQuery, @By() actor: Actor): Promise<CountedPage<GapView>> {
    return this.gaps.list(query, actor);
  }
}
