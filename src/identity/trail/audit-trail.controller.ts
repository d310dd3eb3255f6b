import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuditEntryView, AuditQuery } from './audit-trail.schemas.js';
import { type Page, pageOf, toPage } from '../../platform/http/page.js';
import type { Actor } from '../actor.js';
import { By, Requires } from '../requires.decorator.js';
import { AuditTrailService, presentEntry } from './audit-trail.service.js';

/** Kept here and not beside the trail: who may read which entries is a question about people. */
@ApiTags('audit')
@Controller('audit')
export class AuditTrailController {
  constructor(private readonly trail: AuditTrailService) {}

  @Get()
  @Requires('audit:read')
  @ApiOperation({
    summary: 'Who did what, newest first; for a centre’s administrator only deeds of people who work nowhere else',
  })
  @ApiResponse({ status: 200, standardSchema: pageOf(AuditEntryView) })
  async list(@Query({ schema: AuditQuery }) query: AuditQuery, @By() actor: Actor): Promise<Page<AuditEntryView>> {
    const entries = await this.trail.page(query, { by: actor });
    return toPage(entries.map(presentEntry), query.limit, ({ id }) => id);
  }
}
