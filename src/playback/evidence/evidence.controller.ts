import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { type Page, PageQuery } from '../../platform/http/page.js';
import { OutcomeView, PlayPage, type PlayView } from './evidence.schemas.js';
import { EvidenceViews } from './evidence.views.js';

@ApiTags('playback')
@Controller('broadcasts/:id')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceViews) {}

  /** What became of a broadcast, with the plays and confirmations that prove it. */
  @Get('outcome')
  @ApiOperation({ summary: 'What became of a broadcast, with the evidence for it' })
  @Requires('playback:read')
  @ApiResponse({ status: 200, standardSchema: OutcomeView })
  find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<OutcomeView> {
    return this.evidence.find(id, actor);
  }

  @Get('plays')
  @ApiOperation({ summary: 'List the plays that devices reported for a broadcast, by start' })
  @Requires('playback:read')
  @ApiResponse({ status: 200, standardSchema: PlayPage })
  plays(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @By() actor: Actor,
  ): Promise<Page<PlayView>> {
    return this.evidence.plays(id, query, actor);
  }
}
