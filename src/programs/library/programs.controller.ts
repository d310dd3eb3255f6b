import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import type { Page } from '../../platform/http/page.js';
import { CatalogueService } from './catalogue.service.js';
import { NewProgram, ProgramChanges, ProgramFilter, ProgramList, ProgramView, Withdrawal } from './library.schemas.js';
import { LibraryService } from './library.service.js';

const Id = z.uuid();

@ApiTags('programs')
@Controller('programs')
export class ProgramsController {
  constructor(
    private readonly library: LibraryService,
    private readonly catalogue: CatalogueService,
  ) {}

  @Post()
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Describe a new program; its audio follows' })
  @ApiResponse({ status: 201, standardSchema: ProgramView })
  async add(@Body({ schema: NewProgram }) body: NewProgram, @By() actor: Actor): Promise<ProgramView> {
    const id = await this.library.add(body, { by: actor });
    return this.catalogue.show(id, actor);
  }

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'Programs within reach, newest first' })
  @ApiResponse({ status: 200, standardSchema: ProgramList })
  list(@Query({ schema: ProgramFilter }) filter: ProgramFilter, @By() actor: Actor): Promise<Page<ProgramView>> {
    return this.catalogue.list(filter, actor);
  }

  @Get(':id')
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'One program with its audio and the decision in force' })
  @ApiResponse({ status: 200, standardSchema: ProgramView })
  show(@Param('id', { schema: Id }) id: string, @By() actor: Actor): Promise<ProgramView> {
    return this.catalogue.show(id, actor);
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
    return this.catalogue.show(id, actor);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Take a program off the air for ever' })
  @ApiResponse({ status: 200, standardSchema: ProgramView })
  async withdraw(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Withdrawal }) { because }: Withdrawal,
    @By() actor: Actor,
  ): Promise<ProgramView> {
    await this.library.withdraw(id, { because, by: actor });
    return this.catalogue.show(id, actor);
  }
}
