import { Body, Controller, Delete, Get, Param, Patch, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import type { Accepted } from '../../platform/http/accepted.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { changeOrShowCurrent } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import { GivenId } from '../../platform/http/wire.schemas.js';
import { acceptedLater, MayBeMadeLater, whatItDoes } from '../changes/change-answers.js';
import type { AcceptedChange } from '../changes/changes.schemas.js';
import { ChangesService } from '../changes/changes.service.js';
import { CHANGE_PROBLEMS } from '../changes/entry-problems.js';
import type { Operation } from '../operations/operations.schemas.js';
import { EntryChanges } from '../operations/new-entry.schemas.js';
import { NewException } from '../operations/new-exception.schemas.js';
import { EntryViews } from './entry.views.js';
import { ChangedEntry } from './entries.schemas.js';
import { EntryExceptions } from './exceptions.schemas.js';

const Id = { schema: GivenId };

@ApiTags('schedule')
@Controller('entries/:id')
export class EntryChangesController {
  constructor(
    private readonly changes: ChangesService,
    private readonly views: EntryViews,
  ) {}

  @Patch()
  @TakesBody({ large: true })
  @ApiOperation({ summary: 'Change an entry from a day on: all at once, or nothing' })
  @Requires('schedule:write')
  @AnswersWithETag(200, ChangedEntry)
  @MayBeMadeLater()
  @Refuses(...CHANGE_PROBLEMS)
  change(
    @Param('id', Id) id: string,
    @Body({ schema: EntryChanges }) body: EntryChanges,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<ChangedEntry | Accepted<AcceptedChange>> {
    return this.make({ op: 'change', entryId: id, changes: body }, { seen, by: actor });
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
  @AnswersWithETag(200, ChangedEntry)
  @MayBeMadeLater()
  @Refuses(...CHANGE_PROBLEMS)
  except(
    @Param('id', Id) id: string,
    @Body({ schema: NewException }) body: NewException,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<ChangedEntry | Accepted<AcceptedChange>> {
    return this.make({ op: 'except', entryId: id, exception: body }, { seen, by: actor });
  }

  @Delete('exceptions/:exceptionId')
  @ApiOperation({ summary: 'Undo an exception, for what is ahead' })
  @Requires('schedule:write')
  @AnswersWithETag(200, ChangedEntry)
  @MayBeMadeLater()
  @Refuses(...CHANGE_PROBLEMS)
  undo(
    @Param('id', Id) id: string,
    @Param('exceptionId', Id) exceptionId: string,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<ChangedEntry | Accepted<AcceptedChange>> {
    return this.make({ op: 'undo-exception', entryId: id, exceptionId }, { seen, by: actor });
  }

  private async make(
    operation: Operation & { entryId: string },
    { seen, by }: { seen: SeenRevisions; by: Actor },
  ): Promise<ChangedEntry | Accepted<AcceptedChange>> {
    const { entryId } = operation;
    const show = () => this.views.details(entryId, by);
    const made = await changeOrShowCurrent(
      () => this.changes.make({ operations: [operation], seen: { [entryId]: seen } }, by),
      show,
    );
    return acceptedLater(made) ?? { ...(await show()), ...whatItDoes(made) };
  }
}
