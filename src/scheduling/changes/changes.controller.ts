import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import type { Accepted } from '../../platform/http/accepted.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { Page } from '../../platform/http/page.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { PreconditionFailed } from '../../platform/http/revisions/revisions.problems.js';
import { GivenId } from '../../platform/http/wire.schemas.js';
import { NewScheduleChange } from '../operations/operations.schemas.js';
import { ChangeViews } from './change.views.js';
import { AlreadyUndone, ChangedMeanwhile, EntryExists, TooLateToUndo } from './changes.problems.js';
import { acceptedLater, MayBeMadeLater } from './change-answers.js';
import {
  type AcceptedChange,
  MadeChange,
  ScheduleChangeDetails,
  ScheduleChangePage,
  ScheduleChangesQuery,
  type ScheduleChangeView,
} from './changes.schemas.js';
import { ChangesService, type Made } from './changes.service.js';
import { CHANGE_PROBLEMS, PLACE_PROBLEMS } from './entry-problems.js';

const Id = { schema: GivenId };

@ApiTags('schedule')
@Controller('schedule/changes')
export class ChangesController {
  constructor(
    private readonly changes: ChangesService,
    private readonly views: ChangeViews,
  ) {}

  @Post()
  @Idempotent()
  @HttpCode(200)
  @TakesBody({ large: true })
  @ApiOperation({
    summary: 'Do several things to schedules at once: all of them or nothing; a dry run tells what would happen',
  })
  @Requires('schedule:write')
  @ApiResponse({ status: 200, standardSchema: MadeChange, description: 'What became of it' })
  @MayBeMadeLater()
  @Refuses(...PLACE_PROBLEMS, ...CHANGE_PROBLEMS, PreconditionFailed, EntryExists)
  @Refuses(AlreadyUndone, ChangedMeanwhile, TooLateToUndo)
  async make(
    @Body({ schema: NewScheduleChange }) body: NewScheduleChange,
    @By() actor: Actor,
  ): Promise<MadeChange | Accepted<AcceptedChange>> {
    const { operations, dryRun, revisions = {} } = body;
    const seen = Object.fromEntries(Object.entries(revisions).map(([id, revision]) => [id, [revision]]));
    return this.answerOf(await this.changes.make({ operations, dryRun, seen, isList: true }, actor));
  }

  @Get()
  @ApiOperation({ summary: 'List what was done to schedules, newest first' })
  @Requires('schedule:read')
  @ApiResponse({ status: 200, standardSchema: ScheduleChangePage, description: 'Newest first' })
  list(
    @Query({ schema: ScheduleChangesQuery }) query: ScheduleChangesQuery,
    @By() actor: Actor,
  ): Promise<Page<ScheduleChangeView>> {
    return this.views.list(query, actor);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get what was done at once, and what came of it' })
  @Requires('schedule:read')
  @ApiResponse({ status: 200, standardSchema: ScheduleChangeDetails, description: 'The change' })
  @Refuses(NotFound)
  find(@Param('id', Id) id: string, @By() actor: Actor): Promise<ScheduleChangeDetails> {
    return this.views.details(id, actor);
  }

  @Post(':id/undo')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ summary: 'Undo a change, for what is ahead, until its first effect has begun' })
  @Requires('schedule:write')
  @ApiResponse({ status: 200, standardSchema: MadeChange, description: 'What became of it' })
  @MayBeMadeLater()
  @Refuses(...CHANGE_PROBLEMS, AlreadyUndone, ChangedMeanwhile, TooLateToUndo)
  async undo(@Param('id', Id) changeId: string, @By() actor: Actor): Promise<MadeChange | Accepted<AcceptedChange>> {
    return this.answerOf(await this.changes.make({ operations: [{ op: 'undo', changeId }] }, actor));
  }

  private answerOf(made: Made): MadeChange | Accepted<AcceptedChange> {
    const { planned: _, state: __, ...shown } = made;
    return acceptedLater(made) ?? shown;
  }
}
