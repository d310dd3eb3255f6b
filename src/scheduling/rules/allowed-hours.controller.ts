import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { CentresService } from '../../stations/centres/centres.service.js';
import { presentBroadcast } from '../broadcasts/present-broadcast.js';
import { AllowedHoursChangeService } from './allowed-hours-change.service.js';
import { AllowedHoursView, ChangedAllowedHours, NewAllowedHours } from './allowed-hours.schemas.js';
import { AllowedHoursViewService } from './allowed-hours-view.service.js';

const SHOWN = 200;
const Id = { schema: z.uuid() };

@ApiTags('schedule')
@Controller('centres/:id/allowed-hours')
export class AllowedHoursController {
  constructor(
    private readonly views: AllowedHoursViewService,
    private readonly changes: AllowedHoursChangeService,
    private readonly centres: CentresService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The hours in which the centre’s stations may sound' })
  @Requires('schedule:read')
  @ApiResponse({ status: 200, standardSchema: AllowedHoursView, description: 'When the stations may sound' })
  async find(@Param('id', Id) centreId: string, @By() actor: Actor): Promise<AllowedHoursView> {
    return { centreId, hours: await this.views.visible(centreId, actor) };
  }

  @Put()
  @ApiOperation({ summary: 'Set the allowed hours; what falls outside them is withdrawn' })
  @Requires('rules:manage')
  @ApiResponse({
    status: 200,
    standardSchema: ChangedAllowedHours,
    description: 'Changed; what fell outside is listed',
  })
  async change(
    @Param('id', Id) centreId: string,
    @Body({ schema: NewAllowedHours }) { hours }: NewAllowedHours,
    @By() actor: Actor,
  ): Promise<ChangedAllowedHours> {
    await this.centres.findVisible(centreId, actor, 'rules:manage');
    const withdrawn = await this.changes.change(centreId, hours, { by: actor });
    return {
      centreId,
      hours,
      withdrawn: withdrawn.slice(0, SHOWN).map(presentBroadcast),
      withdrawnTotal: withdrawn.length,
    };
  }
}
