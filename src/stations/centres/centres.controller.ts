import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { SearchQuery, type WholePage } from '../../platform/http/page.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { changeAndShow } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import { CentreNameTaken } from './centres.problems.js';
import { CentreChanges, CentrePage, CentreView, NewCentre, presentCentre } from './centres.schemas.js';
import { CentresService } from './centres.service.js';

@ApiTags('stations')
@Controller('centres')
export class CentresController {
  constructor(private readonly centres: CentresService) {}

  @Post()
  @Idempotent<CentresController>((controller, id, by) => controller.find(id, by))
  @ApiOperation({ summary: 'Create a centre' })
  @Requires('stations:manage')
  @AnswersWithETag(201, CentreView)
  @Refuses(CentreNameTaken)
  async found(@Body({ schema: NewCentre }) body: NewCentre, @By() actor: Actor): Promise<CentreView> {
    return presentCentre(await this.centres.found(body, { by: actor }));
  }

  @Get()
  @ApiOperation({ summary: 'List the centres that you have access to' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: CentrePage })
  async list(@Query({ schema: SearchQuery }) query: SearchQuery, @By() actor: Actor): Promise<WholePage<CentreView>> {
    const page = await this.centres.list(query, actor);
    return { ...page, items: page.items.map(presentCentre) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a centre' })
  @Requires('stations:read')
  @AnswersWithETag(200, CentreView)
  async find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<CentreView> {
    return presentCentre(await this.centres.findVisible(id, actor));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Rename a centre' })
  @Requires('stations:manage')
  @AnswersWithETag(200, CentreView)
  @Refuses(CentreNameTaken)
  change(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: CentreChanges }) body: CentreChanges,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<CentreView> {
    return changeAndShow(
      () => this.centres.rename(id, body, { seen, by: actor }),
      () => this.find(id, actor),
    );
  }
}
