import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { presentBroadcast } from '../broadcasts/present-broadcast.js';
import { AllowedHoursView, ChangedAllowedHours, NewAllowedHours } from './allowed-hours.schemas.js';
import { AllowedHoursService } from './allowed-hours.service.js';
import { AllowedHoursViews } from './allowed-hours.views.js';

const SHOWN = 200;
const Id = { schema: z.uuid() };

@ApiTags('schedule')
@Controller('centres/:id/allowed-hours')
export class AllowedHoursController {
  constructor(
    private readonly views: AllowedHoursViews,
    private readonly hours: AllowedHoursService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Get the hours in which a centre’s stations may air' })
  @Requires('schedule:read')
  @ApiResponse({ status: 200, standardSchema: AllowedHoursView, description: 'The hours of each station’s local time' })
  async find(@Param('id', Id) centreId: string, @By() actor: Actor): Promise<AllowedHoursView> {
    return { centreId, hours: await this.views.visible(centreId, actor) };
  }

  @Put()
  @ApiOperation({ summary: 'Set the allowed hours of a centre; broadcasts outside them are withdrawn' })
  @Requires('rules:manage')
  @ApiResponse({
    status: 200,
    standardSchema: ChangedAllowedHours,
    description: 'Changed, with the broadcasts that were withdrawn',
  })
  async change(
    @Param('id', Id) centreId: string,
    @Body({ schema: NewAllowedHours }) { hours }: NewAllowedHours,
    @By() actor: Actor,
  ): Promise<ChangedAllowedHours> {
    const withdrawn = await this.hours.change(centreId, hours, { by: actor });
    return {
      centreId,
      hours,
      withdrawn: withdrawn.slice(0, SHOWN).map(presentBroadcast),
      withdrawnTotal: withdrawn.length,
    };
  }
}
