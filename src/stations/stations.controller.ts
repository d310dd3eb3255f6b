import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../identity/actor.js';
import { By, Requires } from '../identity/requires.decorator.js';
import { Clock } from '../platform/clock/clock.js';
import { decodeCursor, type Page, toPage } from '../platform/http/page.js';
import { NotFound } from '../platform/http/problem.js';
import { StationRegister } from './station-register.service.js';
import { StationViews } from './station-views.queries.js';
import {
  Closing,
  NewStation,
  StationChanges,
  StationDetail,
  StationPage,
  StationsQuery,
  type StationView,
} from './stations.schemas.js';
import { StationsService } from './stations.service.js';

@ApiTags('stations')
@Controller('stations')
export class StationsController {
  constructor(
    private readonly stations: StationsService,
    private readonly register: StationRegister,
    private readonly views: StationViews,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Open a station' })
  @Requires('stations:manage')
  @ApiResponse({ status: 201, standardSchema: StationDetail })
  async open(@Body({ schema: NewStation }) body: NewStation, @By() actor: Actor): Promise<StationDetail> {
    return this.show(await this.register.open(body, { by: actor }), actor);
  }

  @Get()
  @ApiOperation({ summary: 'Stations within reach' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: StationPage })
  async list(@Query({ schema: StationsQuery }) query: StationsQuery, @By() actor: Actor): Promise<Page<StationView>> {
    const { centreId, name, limit, cursor } = query;
    const filter = { centreId, name, after: decodeCursor(cursor), limit: limit + 1 };
    const rows = await this.views.list(filter, actor.reach('stations:read'), this.clock.now());
    return toPage(rows, limit, ({ id }) => id);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One station with its devices, groups and clusters' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: StationDetail })
  async find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<StationDetail> {
    await this.stations.findVisible(id, actor);
    return this.show(id, actor);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a station' })
  @Requires('stations:manage')
  @ApiResponse({ status: 200, standardSchema: StationDetail })
  async change(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: StationChanges }) body: StationChanges,
    @By() actor: Actor,
  ): Promise<StationDetail> {
    await this.register.change(id, body, { by: actor });
    return this.show(id, actor);
  }

  @Post(':id/close')
  @ApiOperation({ summary: 'Close a station for good on a day' })
  @HttpCode(200)
  @Requires('stations:manage')
  @ApiResponse({ status: 200, standardSchema: StationDetail })
  async close(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Closing }) body: Closing,
    @By() actor: Actor,
  ): Promise<StationDetail> {
    await this.register.close(id, body, { by: actor });
    return this.show(id, actor);
  }

  private async show(id: string, actor: Actor): Promise<StationDetail> {
    const detail = await this.views.detail(id, actor.reach('stations:read'), this.clock.now());
    if (!detail) throw new NotFound('station');
    return detail;
  }
}
