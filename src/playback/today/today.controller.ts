import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { answerUnlessHeld } from '../../platform/http/answer-unless-held.js';
import { REVALIDATED, TakesIfNoneMatch } from '../../platform/http/revalidation.decorator.js';
import { TodayQuery, TodayView } from './today.schemas.js';
import { TodayViews } from './today.views.js';

@ApiTags('playback')
@Controller('stations/:id/today')
export class TodayController {
  constructor(private readonly today: TodayViews) {}

  /** The operator's day: what airs at a station, and what became of it. */
  @Get()
  @ApiOperation({ summary: 'What airs at a station on a day, and what became of it' })
  @Requires('playback:read')
  @TakesIfNoneMatch()
  @ApiResponse({ status: 200, standardSchema: TodayView, headers: REVALIDATED })
  async list(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: TodayQuery }) { day }: TodayQuery,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    answerUnlessHeld(request, reply, await this.today.list(id, { day, by: actor }));
  }
}
