import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { AnswersWithETag } from '../../platform/http/revisions/revisions.decorator.js';
import { EntriesService } from './entries.service.js';
import { EntriesQuery, EntryDetails, EntryPage, EntryWithdrawal, NewEntry, PlacedEntry } from './entries.schemas.js';
import { EntryViews } from './entry.views.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { ProgramWithdrawn, ProgramNotReady } from '../../programs/programs.problems.js';
import {
  ProgramNotApproved,
  GroupWithoutStations,
  NoOccurrence,
  ProgramExpired,
  CrossesBroadcastingDay,
  EntryOverlapsItself,
  AirtimeClash,
} from '../scheduling.problems.js';
import { DaypartFull, OutsideAllowedHours, QuietDay } from '../airtime/airtime.problems.js';
import { RuleNotSupported, RuleWithoutDays } from '../recurrence/recurrence.problems.js';
import { StationNotServed } from '../../stations/centres/centres.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

const Id = { schema: z.uuid() };

@ApiTags('schedule')
@Controller('entries')
export class EntriesController {
  constructor(
    private readonly entries: EntriesService,
    private readonly views: EntryViews,
  ) {}

  @Post()
  @Idempotent()
  @TakesBody({ large: true })
  @ApiOperation({ summary: 'Place a program on the schedule; a clash is refused, naming both sides' })
  @Requires('schedule:write')
  @AnswersWithETag(201, PlacedEntry)
  @Refuses(
    NotFound,
    ProgramWithdrawn,
    ProgramNotReady,
    ProgramNotApproved,
    StationNotServed,
    GroupWithoutStations,
    RuleNotSupported,
    RuleWithoutDays,
    NoOccurrence,
    ProgramExpired,
    EntryOverlapsItself,
    CrossesBroadcastingDay,
    OutsideAllowedHours,
    QuietDay,
    DaypartFull,
    AirtimeClash,
  )
  async place(@Body({ schema: NewEntry }) body: NewEntry, @By() actor: Actor): Promise<PlacedEntry> {
    const { entry, planned, missed } = await this.entries.place(body, { by: actor });
    return { ...(await this.views.details(entry.id, actor)), planned, missed };
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
  @Idempotent<EntriesController>((controller, id, by) => controller.find(id, by))
  @ApiOperation({ summary: 'Withdraw an entry with all its broadcasts that are not over' })
  @HttpCode(200)
  @Requires('schedule:write')
  @AnswersWithETag(200, EntryDetails)
  async withdraw(
    @Param('id', Id) id: string,
    @Body({ schema: EntryWithdrawal }) { because }: EntryWithdrawal,
    @By() actor: Actor,
  ): Promise<EntryDetails> {
    await this.entries.withdraw(id, { because, by: actor });
    return this.views.details(id, actor);
  }
}
