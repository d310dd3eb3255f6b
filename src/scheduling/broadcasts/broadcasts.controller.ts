import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { BroadcastListsService } from './broadcast-lists.service.js';
import { BroadcastPage, BroadcastsQuery } from './broadcasts.schemas.js';

@ApiTags('schedule')
@Controller('broadcasts')
export class BroadcastsController {
  constructor(private readonly lists: BroadcastListsService) {}

  @Get()
  @ApiOperation({ summary: 'What airs, in the order in which it airs' })
  @Requires('schedule:read')
  @ApiResponse({ status: 200, standardSchema: BroadcastPage, description: 'In the order in which they air' })
  list(@Query({ schema: BroadcastsQuery }) query: BroadcastsQuery, @By() actor: Actor) {
    return this.lists.list(query, actor);
  }
}
