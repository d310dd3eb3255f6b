import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { CatalogueService } from '../library/catalogue.service.js';
import { ProgramView } from '../library/library.schemas.js';
import { NewDecision } from './approval.schemas.js';
import { ApprovalsService } from './approvals.service.js';

@ApiTags('programs')
@Controller('programs/:id/approval')
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly catalogue: CatalogueService,
  ) {}

  @Post()
  @Requires('programs:approve')
  @ApiOperation({ summary: 'Approve the audio that was listened to, or send it back' })
  @ApiResponse({ status: 201, standardSchema: ProgramView })
  async decide(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewDecision }) body: NewDecision,
    @By() actor: Actor,
  ): Promise<ProgramView> {
    await this.approvals.decide(id, body, { by: actor });
    return this.catalogue.show(id, actor);
  }
}
