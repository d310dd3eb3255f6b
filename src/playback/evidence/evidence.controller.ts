import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { OutcomeView } from './evidence.schemas.js';
import { EvidenceViews } from './evidence.views.js';

@ApiTags('playback')
@Controller('broadcasts/:id/outcome')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceViews) {}

  /** What became of a broadcast, with the plays and confirmations that prove it. */
  @Get()
  @ApiOperation({ summary: 'What became of a broadcast, with the evidence for it' })
  @Requires('playback:read')
  @ApiResponse({ status: 200, standardSchema: OutcomeView })
  find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<OutcomeView> {
    return this.evidence.find(id, actor);
  }
}
