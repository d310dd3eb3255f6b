import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { answerUnlessHeld } from '../../platform/http/answer-unless-held.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { REVALIDATED, TakesIfNoneMatch } from '../../platform/http/revalidation.decorator.js';
import { GridQuery } from '../../scheduling/timeline/grid.schemas.js';
import { TooManyDays } from '../../scheduling/timeline/timeline.problems.js';
import { OutcomeGridView } from './outcome-grid.schemas.js';
import { OutcomeGridViews } from './outcome-grid.views.js';

@ApiTags('playback')
@Controller('outcomes/grid')
export class OutcomeGridController {
  constructor(private readonly views: OutcomeGridViews) {}

  @Get()
  @ApiOperation({ summary: 'What became of the broadcasts of many stations, in a compact form beside /schedule/grid' })
  @Requires('playback:read')
  @TakesIfNoneMatch()
  @ApiResponse({ status: 200, standardSchema: OutcomeGridView, headers: REVALIDATED })
  @Refuses(NotFound, TooManyDays)
  async show(
    @Query({ schema: GridQuery }) query: GridQuery,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    answerUnlessHeld(request, reply, await this.views.show(query, actor));
  }
}
