import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { type Page, PageQuery } from '../../platform/http/page.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { changeAndShow } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import {
  CentreChanges,
  CentrePage,
  CentreView,
  EndOfServing,
  NewCentre,
  NewServing,
  presentCentre,
  presentServing,
  ServingView,
} from './centres.schemas.js';
import { CentresService } from './centres.service.js';
import { CentreNameTaken, StationAlreadyServed, StationNotServed } from './centres.problems.js';
import { DaysOutOfOrder } from '../stations.problems.js';

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
  async list(@Query({ schema: PageQuery }) query: PageQuery, @By() actor: Actor): Promise<Page<CentreView>> {
    const { items, next } = await this.centres.list(query, actor);
    return { items: items.map(presentCentre), next };
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

  @Post(':id/stations')
  @Idempotent()
  @ApiOperation({ summary: 'Let a centre serve a station from a day on' })
  @Requires('stations:manage')
  @ApiResponse({ status: 201, standardSchema: ServingView })
  @Refuses(StationAlreadyServed, DaysOutOfOrder)
  async serve(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewServing }) body: NewServing,
    @By() actor: Actor,
  ): Promise<ServingView> {
    return presentServing(await this.centres.serve(id, body, { by: actor }));
  }

  @Post(':id/stations/:stationId/end')
  @Idempotent()
  @ApiOperation({ summary: 'Stop serving a station from a day on' })
  @HttpCode(200)
  @Requires('stations:manage')
  @ApiResponse({ status: 200, standardSchema: ServingView })
  @Refuses(StationNotServed, DaysOutOfOrder)
  async endServing(
    @Param('id', { schema: z.uuid() }) centreId: string,
    @Param('stationId', { schema: z.uuid() }) stationId: string,
    @Body({ schema: EndOfServing }) body: EndOfServing,
    @By() actor: Actor,
  ): Promise<ServingView> {
    return presentServing(await this.centres.endServing({ centreId, stationId }, body, { by: actor }));
  }
}
