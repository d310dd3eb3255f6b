import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
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
  @AnswersUnlessHeld(StationOverview)
  @Refuses(NotFound)
  show(@Query({ schema: OverviewQuery }) query: OverviewQuery, @By() actor: Actor): Promise<StationOverview> {
    return this.views.show(query, actor);
  }
}
