import { Body, Controller, Delete, Get, Param, Patch, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { changeAndShow } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import { ProgramNotReady, ProgramWithdrawn } from '../../programs/programs.problems.js';
import { StationNotServed } from '../../stations/centres/centres.problems.js';
import { DaypartFull, OutsideAllowedHours, QuietDay } from '../airtime/airtime.problems.js';
import { RuleNotSupported, RuleWithoutDays } from '../recurrence/recurrence.problems.js';
import {
  AirtimeClash,
  EntryOverlapsItself,
  EntryWithdrawn,
  ExceptionsOverlap,
  Frozen,
  GroupWithoutStations,
  NoOccurrence,
  NoSuchOccurrence,
  ProgramExpired,
  ProgramNotApproved,
} from '../scheduling.problems.js';
import { EntryChanges, EntryDetails } from './entries.schemas.js';
import { EntryChangesService } from './entry-changes.service.js';
import { EntryViews } from './entry.views.js';
import { EntryExceptions, NewException } from './exceptions.schemas.js';

const Id = { schema: z.uuid() };

@ApiTags('schedule')
@Controller('entries/:id')
export class EntryChangesController {
  constructor(
    private readonly changes: EntryChangesService,
    private readonly views: EntryViews,
  ) {}

  @Patch()
  @TakesBody({ large: true })
  @ApiOperation({ summary: 'Change an entry from a day on: all at once, or nothing' })
  @Requires('schedule:write')
  @AnswersWithETag(200, EntryDetails)
  @Refuses(
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
    OutsideAllowedHours,
    QuietDay,
    DaypartFull,
    AirtimeClash,
    Frozen,
    EntryWithdrawn,
  )
  change(
    @Param('id', Id) id: string,
    @Body({ schema: EntryChanges }) body: EntryChanges,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<EntryDetails> {
    return this.thenShow(id, actor, () => this.changes.change(id, body, { seen, by: actor }));
  }

  @Get('exceptions')
  @ApiOperation({ summary: 'List the exceptions of an entry' })
  @Requires('schedule:read')
  @AnswersWithETag(200, EntryExceptions)
  async exceptions(@Param('id', Id) id: string, @By() actor: Actor): Promise<EntryExceptions> {
    const { exceptions, revision } = await this.views.details(id, actor);
    return { exceptions, revision };
  }

  @Put('exceptions')
  @ApiOperation({ summary: 'Skip, move or replace occurrences of an entry, at one station or at all' })
  @Requires('schedule:write')
  @AnswersWithETag(200, EntryDetails)
  @Refuses(
    ProgramWithdrawn,
    ProgramNotReady,
    ProgramNotApproved,
    NoOccurrence,
    NoSuchOccurrence,
    ExceptionsOverlap,
    ProgramExpired,
    EntryOverlapsItself,
    OutsideAllowedHours,
    QuietDay,
    DaypartFull,
    AirtimeClash,
    Frozen,
    EntryWithdrawn,
  )
  except(
    @Param('id', Id) id: string,
    @Body({ schema: NewException }) body: NewException,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<EntryDetails> {
    return this.thenShow(id, actor, () => this.changes.except(id, body, { seen, by: actor }));
  }

  @Delete('exceptions/:exceptionId')
  @ApiOperation({ summary: 'Undo an exception, for what is ahead' })
  @Requires('schedule:write')
  @AnswersWithETag(200, EntryDetails)
  @Refuses(NotFound, AirtimeClash, EntryWithdrawn)
  undo(
    @Param('id', Id) id: string,
    @Param('exceptionId', Id) exceptionId: string,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<EntryDetails> {
    return this.thenShow(id, actor, () => this.changes.undo(id, exceptionId, { seen, by: actor }));
  }

  private thenShow(id: string, actor: Actor, change: () => Promise<void>): Promise<EntryDetails> {
    return changeAndShow(change, () => this.views.details(id, actor));
  }
}
