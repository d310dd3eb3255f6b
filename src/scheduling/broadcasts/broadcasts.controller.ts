import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { BroadcastViews } from './broadcast.views.js';
import { BroadcastPage, BroadcastsQuery } from './broadcasts.schemas.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('schedule')
@Controller('broadcasts')
export class BroadcastsController {
  constructor(private readonly views: BroadcastViews) {}

  @Get()
  @ApiOperation({
    summary: 'List the broadcasts of a station, or of the stations that a centre serves on their day, by start',
  })
  @Requires('schedule:read')
  @ApiResponse({ status: 200, standardSchema: BroadcastPage, description: 'By start' })
  @Refuses(NotFound)
  list(@Query({ schema: BroadcastsQuery }) query: BroadcastsQuery, @By() actor: Actor) {
    return this.views.list(query, actor);
  }
}
