import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
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
  @AnswersUnlessHeld(TodayView)
  list(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: TodayQuery }) { day }: TodayQuery,
    @By() actor: Actor,
  ): Promise<TodayView> {
    return this.today.list(id, { day, by: actor });
  }
}
