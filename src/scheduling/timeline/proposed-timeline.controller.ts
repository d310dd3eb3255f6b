import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { AlreadyUndone, ChangedMeanwhile, EntryExists, TooLateToUndo } from '../changes/changes.problems.js';
import { CHANGE_PROBLEMS, PLACE_PROBLEMS } from '../changes/entry-problems.js';
import { ProposedOperations, ProposedTimelineView } from './proposed-timeline.schemas.js';
import { ProposedTimelineViews } from './proposed-timeline.views.js';
import { TooManyDays } from './timeline.problems.js';

@ApiTags('schedule')
@Controller('schedule/timeline')
export class ProposedTimelineController {
  constructor(private readonly views: ProposedTimelineViews) {}

  @Post()
  @Idempotent()
  @HttpCode(200)
  @TakesBody({ large: true })
  @ApiOperation({ summary: 'What operations would do to the timeline of a station: before, after, and what differs' })
  @Requires('schedule:write')
  @ApiResponse({ status: 200, standardSchema: ProposedTimelineView, description: 'Nothing is stored' })
  @Refuses(TooManyDays, ...PLACE_PROBLEMS, ...CHANGE_PROBLEMS, EntryExists)
  @Refuses(AlreadyUndone, ChangedMeanwhile, TooLateToUndo)
  show(
    @Body({ schema: ProposedOperations }) body: ProposedOperations,
    @By() actor: Actor,
  ): Promise<ProposedTimelineView> {
    return this.views.show(body, actor);
  }
}
