import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/problem.js';
import { UnitsQueries } from './units.queries.js';
import { EndOfCode, NewUnit, NewUnitCode, UnitPage, UnitsQuery, UnitView } from './units.schemas.js';
import { UnitsService } from './units.service.js';

@ApiTags('stations')
@Controller('units')
export class UnitsController {
  constructor(
    private readonly units: UnitsService,
    private readonly queries: UnitsQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Add an administrative unit' })
  @Requires('stations:manage')
  @ApiResponse({ status: 201, standardSchema: UnitView })
  async add(@Body({ schema: NewUnit }) body: NewUnit, @By() actor: Actor): Promise<UnitView> {
    return this.show(await this.units.add(body, { by: actor }), actor);
  }

  @Get()
  @ApiOperation({ summary: 'Administrative units' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: UnitPage })
  async list(@Query({ schema: UnitsQuery }) query: UnitsQuery, @By() actor: Actor): Promise<Page<UnitView>> {
    const { code, limit, cursor, on = this.today() } = query;
    const filter = { code, on, after: decodeCursor(cursor), limit: limit + 1 };
    const rows = await this.queries.list(filter, actor.reach('stations:read'));
    return toPage(rows, limit, ({ id }) => id);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One administrative unit with its dated codes' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: UnitView })
  find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<UnitView> {
    return this.show(id, actor);
  }

  @Post(':id/codes')
  @ApiOperation({ summary: 'Give the unit another code from a day on' })
  @Requires('stations:manage')
  @ApiResponse({ status: 201, standardSchema: UnitView })
  async giveCode(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewUnitCode }) body: NewUnitCode,
    @By() actor: Actor,
  ): Promise<UnitView> {
    await this.units.giveCode(id, body, { by: actor });
    return this.show(id, actor);
  }

  @Post(':id/codes/end')
  @ApiOperation({ summary: 'End a code of the unit on a day' })
  @HttpCode(200)
  @Requires('stations:manage')
  @ApiResponse({ status: 200, standardSchema: UnitView })
  async endCode(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: EndOfCode }) { on }: EndOfCode,
    @By() actor: Actor,
  ): Promise<UnitView> {
    await this.units.endCode(id, on, { by: actor });
    return this.show(id, actor);
  }

  private async show(id: string, actor: Actor): Promise<UnitView> {
    const [unit] = await this.queries.list({ id, on: this.today(), limit: 1 }, actor.reach('stations:read'));
    if (!unit) throw new NotFound('unit');
    return unit;
  }

  private today(): string {
    return localDay(this.clock.now(), this.config.settings.TIME_ZONE);
  }
}
