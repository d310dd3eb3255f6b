import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { answerUnlessHeld } from '../../platform/http/answer-unless-held.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { REVALIDATED, TakesIfNoneMatch } from '../../platform/http/revalidation.decorator.js';
import { OverviewQuery, StationOverview } from './overview.schemas.js';
import { OverviewViews } from './overview.views.js';

@ApiTags('stations')
@Controller('stations/overview')
export class OverviewController {
  constructor(private readonly views: OverviewViews) {}

  @Get()
  @ApiOperation({
    summary: 'Many stations with their devices, what these hold, the next broadcast and the last one that sounded',
  })
  @Requires('playback:read')
  @TakesIfNoneMatch()
  @ApiResponse({ status: 200, standardSchema: StationOverview, headers: REVALIDATED })
  @Refuses(NotFound)
  async show(
    @Query({ schema: OverviewQuery }) query: OverviewQuery,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    answerUnlessHeld(request, reply, await this.views.show(query, actor));
  }
}
