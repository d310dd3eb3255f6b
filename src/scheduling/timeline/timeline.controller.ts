import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { TooManyDays } from './timeline.problems.js';
import { TimelineQuery, TimelineView } from './timeline.schemas.js';
import { TimelineViews } from './timeline.views.js';

@ApiTags('schedule')
@Controller('stations/:id/timeline')
export class TimelineController {
  constructor(private readonly views: TimelineViews) {}

  @Get()
  @ApiOperation({ summary: 'What will be heard at a station, in exact order, as far ahead as asked' })
  @Requires('schedule:read')
  @ApiResponse({ status: 200, standardSchema: TimelineView })
  @Refuses(NotFound, TooManyDays)
  show(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: TimelineQuery }) query: TimelineQuery,
    @By() actor: Actor,
  ): Promise<TimelineView> {
    return this.views.show(id, query, actor);
  }
}
