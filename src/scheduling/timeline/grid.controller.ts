import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { answerUnlessHeld } from '../../platform/http/answer-unless-held.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { REVALIDATED, TakesIfNoneMatch } from '../../platform/http/revalidation.decorator.js';
import { ScheduleGridQuery, ScheduleGridView } from './grid.schemas.js';
import { GridViews } from './grid.views.js';
import { TooManyDays } from './timeline.problems.js';

@ApiTags('schedule')
@Controller('schedule/grid')
export class GridController {
  constructor(private readonly views: GridViews) {}

  @Get()
  @ApiOperation({
    summary: 'The schedule of many stations in a compact form: of a centre, of a group, or of named stations',
  })
  @Requires('schedule:read')
  @TakesIfNoneMatch()
  @ApiResponse({ status: 200, standardSchema: ScheduleGridView, headers: REVALIDATED })
  @Refuses(NotFound, TooManyDays)
  async show(
    @Query({ schema: ScheduleGridQuery }) query: ScheduleGridQuery,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    answerUnlessHeld(request, reply, await this.views.show(query, actor));
  }
}
