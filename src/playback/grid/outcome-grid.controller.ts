import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
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
  @AnswersUnlessHeld(OutcomeGridView)
  @Refuses(NotFound, TooManyDays)
  show(@Query({ schema: GridQuery }) query: GridQuery, @By() actor: Actor): Promise<OutcomeGridView> {
    return this.views.show(query, actor);
  }
}
