import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import type { WholePage } from '../../platform/http/page.js';
import { EndOfCode, NewUnit, NewUnitCode, UnitPage, UnitsQuery, UnitView } from './units.schemas.js';
import { UnitsService } from './units.service.js';
import { UnitViews } from './units.views.js';
import { UnitCodeTaken, UnitHasCode, UnitHasNoCode } from './units.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { DaysOutOfOrder } from '../stations.problems.js';

@ApiTags('stations')
@Controller('units')
export class UnitsController {
  constructor(
    private readonly units: UnitsService,
    private readonly views: UnitViews,
  ) {}

  @Post()
  @Idempotent<UnitsController>((controller, id, by) => controller.find(id, by))
  @ApiOperation({ summary: 'Add an administrative unit' })
  @Requires('stations:manage')
  @ApiResponse({ status: 201, standardSchema: UnitView })
  @Refuses(UnitCodeTaken)
  async add(@Body({ schema: NewUnit }) body: NewUnit, @By() actor: Actor): Promise<UnitView> {
    return this.views.show(await this.units.add(body, { by: actor }), actor);
  }

  @Get()
  @ApiOperation({ summary: 'List administrative units' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: UnitPage })
  list(@Query({ schema: UnitsQuery }) query: UnitsQuery, @By() actor: Actor): Promise<WholePage<UnitView>> {
    return this.views.list(query, actor);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get an administrative unit with its dated codes' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: UnitView })
  find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<UnitView> {
    return this.views.show(id, actor);
  }

  @Post(':id/codes')
  @Idempotent()
  @ApiOperation({ summary: 'Give a unit another code from a day on' })
  @Requires('stations:manage')
  @ApiResponse({ status: 201, standardSchema: UnitView })
  @Refuses(UnitHasCode, UnitCodeTaken, DaysOutOfOrder)
  async giveCode(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewUnitCode }) body: NewUnitCode,
    @By() actor: Actor,
  ): Promise<UnitView> {
    await this.units.giveCode(id, body, { by: actor });
    return this.views.show(id, actor);
  }

  @Post(':id/codes/end')
  @Idempotent()
  @ApiOperation({ summary: 'End the code of a unit on a day' })
  @HttpCode(200)
  @Requires('stations:manage')
  @ApiResponse({ status: 200, standardSchema: UnitView })
  @Refuses(UnitHasNoCode, DaysOutOfOrder)
  async endCode(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: EndOfCode }) { on }: EndOfCode,
    @By() actor: Actor,
  ): Promise<UnitView> {
    await this.units.endCode(id, on, { by: actor });
    return this.views.show(id, actor);
  }
}
