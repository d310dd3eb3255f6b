import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import type { CountedPage } from '../../platform/http/page.js';
import { changeOrShowCurrent } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import {
  ChangedProgram,
  NewProgram,
  ProgramChanges,
  ProgramFilter,
  ProgramList,
  ProgramView,
  Withdrawal,
} from './library.schemas.js';
import { LibraryService } from './library.service.js';
import { LibraryViews } from './library.views.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { ProgramWithdrawn } from '../programs.problems.js';

const Id = z.uuid();

@ApiTags('programs')
@Controller('programs')
export class ProgramsController {
  constructor(
    private readonly library: LibraryService,
    private readonly views: LibraryViews,
  ) {}

  @Post()
  @Idempotent<ProgramsController>((controller, id, by) => controller.show(id, by))
  @TakesBody({ large: true })
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Create a program; its audio is uploaded afterwards' })
  @AnswersWithETag(201, ProgramView)
  @Refuses(NotFound)
  async add(@Body({ schema: NewProgram }) body: NewProgram, @By() actor: Actor): Promise<ProgramView> {
    const id = await this.library.add(body, { by: actor });
    return this.views.show(id, actor);
  }

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'List the programs that you have access to' })
  @AnswersUnlessHeld(ProgramList)
  list(@Query({ schema: ProgramFilter }) filter: ProgramFilter, @By() actor: Actor): Promise<CountedPage<ProgramView>> {
    return this.views.list(filter, actor);
  }

  @Get(':id')
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'Get a program in its newest version, with the decision about it and the version in force' })
  @AnswersWithETag(200, ProgramView)
  show(@Param('id', { schema: Id }) id: string, @By() actor: Actor): Promise<ProgramView> {
    return this.views.show(id, actor);
  }

  @Patch(':id')
  @TakesBody({ large: true })
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Change a program; a changed description is announced once it is approved' })
  @AnswersWithETag(200, ChangedProgram)
  @Refuses(ProgramWithdrawn)
  async change(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ProgramChanges }) body: ProgramChanges,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<ChangedProgram> {
    const show = () => this.views.show(id, actor);
    const consequences = await changeOrShowCurrent(() => this.library.change(id, body, { seen, by: actor }), show);
    return { ...(await show()), consequences };
  }

  @Post(':id/withdraw')
  @Idempotent<ProgramsController>(async (controller, id, by) => ({
    ...(await controller.show(id, by)),
    consequences: null,
  }))
  @HttpCode(200)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Withdraw a program from the air permanently' })
  @AnswersWithETag(200, ChangedProgram)
  @Refuses(ProgramWithdrawn)
  async withdraw(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Withdrawal }) { because }: Withdrawal,
    @By() actor: Actor,
  ): Promise<ChangedProgram> {
    const consequences = await this.library.withdraw(id, { because, by: actor });
    return { ...(await this.views.show(id, actor)), consequences };
  }
}
