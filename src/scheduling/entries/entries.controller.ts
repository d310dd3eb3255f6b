import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import type { Accepted } from '../../platform/http/accepted.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { AnswersWithETag } from '../../platform/http/revisions/revisions.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { GivenId } from '../../platform/http/wire.schemas.js';
import { acceptedLater, MayBeMadeLater, whatItDoes } from '../changes/change-answers.js';
import type { AcceptedChange } from '../changes/changes.schemas.js';
import { ChangesService } from '../changes/changes.service.js';
import { PLACE_PROBLEMS } from '../changes/entry-problems.js';
import { EntryWithdrawal, NewEntry } from '../operations/new-entry.schemas.js';
import { ChangedEntry, EntriesQuery, EntryDetails, EntryPage, NewlyPlacedEntry } from './entries.schemas.js';
import { EntryViews } from './entry.views.js';

const Id = { schema: GivenId };

@ApiTags('schedule')
@Controller('entries')
export class EntriesController {
  constructor(
    private readonly changes: ChangesService,
    private readonly views: EntryViews,
  ) {}

  @Post()
  @Idempotent()
  @TakesBody({ large: true })
  @ApiOperation({ summary: 'Place a program on the schedule; a clash is refused, naming both sides' })
  @Requires('schedule:write')
  @AnswersWithETag(201, NewlyPlacedEntry)
  @MayBeMadeLater()
  @Refuses(...PLACE_PROBLEMS)
  async place(
    @Body({ schema: NewEntry }) body: NewEntry,
    @By() actor: Actor,
  ): Promise<NewlyPlacedEntry | Accepted<AcceptedChange>> {
    const made = await this.changes.make({ operations: [{ op: 'place', entry: body }] }, actor);
    const later = acceptedLater(made);
    if (later) return later;
    const { planned, missed } = made;
    const details = await this.views.details(made.entryIds[0] ?? '', actor);
    return { ...details, planned, missed, ...whatItDoes(made) };
  }

  @Get()
  @ApiOperation({ summary: 'List entries, newest first' })
  @Requires('schedule:read')
  @ApiResponse({ status: 200, standardSchema: EntryPage, description: 'Newest first' })
  @Refuses(NotFound)
  list(@Query({ schema: EntriesQuery }) query: EntriesQuery, @By() actor: Actor) {
    return this.views.list(query, actor);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get an entry with its next airings' })
  @Requires('schedule:read')
  @AnswersWithETag(200, EntryDetails)
  find(@Param('id', Id) id: string, @By() actor: Actor): Promise<EntryDetails> {
    return this.views.details(id, actor);
  }

  @Post(':id/withdraw')
  @Idempotent<EntriesController>(async (controller, id, by) => ({
    ...(await controller.find(id, by)),
    ...controller.changes.nothingDone(),
  }))
  @ApiOperation({ summary: 'Withdraw an entry with all its broadcasts that are not over' })
  @HttpCode(200)
  @Requires('schedule:write')
  @AnswersWithETag(200, ChangedEntry)
  @MayBeMadeLater()
  async withdraw(
    @Param('id', Id) id: string,
    @Body({ schema: EntryWithdrawal }) { because }: EntryWithdrawal,
    @By() actor: Actor,
  ): Promise<ChangedEntry | Accepted<AcceptedChange>> {
    const made = await this.changes.make({ operations: [{ op: 'withdraw', entryId: id, because }] }, actor);
    const later = acceptedLater(made);
    if (later) return later;
    return { ...(await this.views.details(id, actor)), ...whatItDoes(made) };
  }
}
