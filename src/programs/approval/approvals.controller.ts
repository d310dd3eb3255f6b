import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { AnswersWithETag } from '../../platform/http/revisions/revisions.decorator.js';
import { ProgramView } from '../library/library.schemas.js';
import { LibraryViews } from '../library/library.views.js';
import { NewDecision } from './approvals.schemas.js';
import { ApprovalsService } from './approvals.service.js';

@ApiTags('programs')
@Controller('programs/:id/approval')
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly views: LibraryViews,
  ) {}

  @Post()
  @Requires('programs:approve')
  @ApiOperation({ summary: 'Approve the audio that was listened to, or send it back' })
  @AnswersWithETag(201, ProgramView)
  async decide(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewDecision }) body: NewDecision,
    @By() actor: Actor,
  ): Promise<ProgramView> {
    await this.approvals.decide(id, body, { by: actor });
    return this.views.show(id, actor);
  }
}
