import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type CountedPage, countedPageOf } from '../../platform/http/page.js';
import type { Actor } from '../actor.js';
import { By, Requires } from '../requires.decorator.js';
import { AuditEntryView, AuditQuery } from './audit.schemas.js';
import { AuditViews } from './audit.views.js';

/** In identity and not in platform/audit: who may read which entries depends on people and their grants. */
@ApiTags('audit')
@Controller('audit')
export class AuditTrailController {
  constructor(private readonly views: AuditViews) {}

  @Get()
  @Requires('audit:read')
  @ApiOperation({
    summary: 'Who did what, newest first; an administrator of a centre sees only people who work nowhere else',
  })
  @ApiResponse({ status: 200, standardSchema: countedPageOf(AuditEntryView).meta({ id: 'AuditPage' }) })
  async list(
    @Query({ schema: AuditQuery }) query: AuditQuery,
    @By() actor: Actor,
  ): Promise<CountedPage<AuditEntryView>> {
    return this.views.list(query, actor);
  }
}
