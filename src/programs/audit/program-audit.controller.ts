import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { type Page, PageQuery } from '../../platform/http/page.js';
import { type ProgramAuditEntry, ProgramAuditPage } from './program-audit.schemas.js';
import { ProgramAuditViews } from './program-audit.views.js';

@ApiTags('programs')
@Controller('programs/:id/audit')
export class ProgramAuditController {
  constructor(private readonly views: ProgramAuditViews) {}

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'Who did what to a program, newest first, for everybody who may see the program' })
  @AnswersUnlessHeld(ProgramAuditPage)
  list(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: PageQuery }) page: PageQuery,
    @By() actor: Actor,
  ): Promise<Page<ProgramAuditEntry>> {
    return this.views.list(id, page, actor);
  }
}
