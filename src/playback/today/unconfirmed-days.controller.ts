import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { UnconfirmedDays } from './unconfirmed-days.schemas.js';
import { UnconfirmedDaysViews } from './unconfirmed-days.views.js';

@ApiTags('playback')
@Controller('stations/:id/unconfirmed-days')
export class UnconfirmedDaysController {
  constructor(private readonly days: UnconfirmedDaysViews) {}

  @Get()
  @ApiOperation({ summary: 'Days of the past week with broadcasts at the station that wait for a person’s word' })
  @Requires('playback:confirm')
  @ApiResponse({ status: 200, standardSchema: UnconfirmedDays })
  list(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<UnconfirmedDays> {
    return this.days.list(id, actor);
  }
}
