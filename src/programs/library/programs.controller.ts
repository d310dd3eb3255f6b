import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import type { Page } from '../../platform/http/page.js';
import { NewProgram, ProgramChanges, ProgramFilter, ProgramList, ProgramView, Withdrawal } from './library.schemas.js';
import { LibraryService } from './library.service.js';
import { LibraryViews } from './library.views.js';

const Id = z.uuid();

@ApiTags('programs')
@Controller('programs')
export class ProgramsController {
  constructor(
    private readonly library: LibraryService,
    private readonly views: LibraryViews,
  ) {}

  @Post()
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Create a program; its audio is uploaded afterwards' })
  @ApiResponse({ status: 201, standardSchema: ProgramView })
  async add(@Body({ schema: NewProgram }) body: NewProgram, @By() actor: Actor): Promise<ProgramView> {
    const id = await this.library.add(body, { by: actor });
    return this.views.show(id, actor);
  }

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'List the programs that you have access to, newest first' })
  @ApiResponse({ status: 200, standardSchema: ProgramList })
  list(@Query({ schema: ProgramFilter }) filter: ProgramFilter, @By() actor: Actor): Promise<Page<ProgramView>> {
    return this.views.list(filter, actor);
  }

  @Get(':id')
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'Get a program with its audio and the decision in force' })
  @ApiResponse({ status: 200, standardSchema: ProgramView })
  show(@Param('id', { schema: Id }) id: string, @By() actor: Actor): Promise<ProgramView> {
    return this.views.show(id, actor);
  }

  @Patch(':id')
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Change the description of a program' })
  @ApiResponse({ status: 200, standardSchema: ProgramView })
  async change(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ProgramChanges }) body: ProgramChanges,
    @By() actor: Actor,
  ): Promise<ProgramView> {
    await this.library.change(id, body, { by: actor });
    return this.views.show(id, actor);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Withdraw a program from the air permanently' })
  @ApiResponse({ status: 200, standardSchema: ProgramView })
  async withdraw(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Withdrawal }) { because }: Withdrawal,
    @By() actor: Actor,
  ): Promise<ProgramView> {
    await this.library.withdraw(id, { because, by: actor });
    return this.views.show(id, actor);
  }
}
