import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
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
  @AnswersUnlessHeld(ScheduleGridView)
  @Refuses(NotFound, TooManyDays)
  show(@Query({ schema: ScheduleGridQuery }) query: ScheduleGridQuery, @By() actor: Actor): Promise<ScheduleGridView> {
    return this.views.show(query, actor);
  }
}
