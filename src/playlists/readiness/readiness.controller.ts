import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { ReadinessView } from './readiness.schemas.js';
import { ReadinessViews } from './readiness.views.js';

@ApiTags('stations')
@Controller('stations/:id/readiness')
export class ReadinessController {
  constructor(private readonly readiness: ReadinessViews) {}

  @Get()
  @Requires('playback:read')
  @ApiOperation({ summary: 'Get whether the station’s devices hold everything for the hours ahead' })
  @AnswersUnlessHeld(ReadinessView)
  of(@Param('id', { schema: z.uuid() }) stationId: string, @By() actor: Actor): Promise<ReadinessView> {
    return this.readiness.of(stationId, { asSeenBy: actor });
  }
}
