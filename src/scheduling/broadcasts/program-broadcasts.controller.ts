import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { ProgramBroadcastsView } from './program-broadcasts.schemas.js';
import { ProgramBroadcastViews } from './program-broadcasts.views.js';

@ApiTags('programs')
@Controller('programs/:id/broadcasts')
export class ProgramBroadcastsController {
  constructor(private readonly views: ProgramBroadcastViews) {}

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'When and where a program airs from now on: also what withdrawing it would take off' })
  @AnswersUnlessHeld(ProgramBroadcastsView)
  list(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<ProgramBroadcastsView> {
    return this.views.of(id, actor);
  }
}
