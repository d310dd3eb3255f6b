import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { changeOrShowCurrent } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import { presentBroadcast } from '../broadcasts/present-broadcast.js';
import { AllowedHoursView, ChangedAllowedHours, NewAllowedHours } from './allowed-hours.schemas.js';
import { AllowedHoursService } from './allowed-hours.service.js';
import { hoursRevision } from './hours-revision.js';
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
  @AnswersWithETag(200, AllowedHoursView)
  async find(@Param('id', Id) centreId: string, @By() actor: Actor): Promise<AllowedHoursView> {
    const hours = await this.views.visible(centreId, actor);
    return { centreId, hours, revision: hoursRevision(hours) };
  }

  @Put()
  @ApiOperation({ summary: 'Set the allowed hours of a centre; broadcasts outside them are withdrawn' })
  @Requires('rules:manage')
  @AnswersWithETag(200, ChangedAllowedHours)
  async change(
    @Param('id', Id) centreId: string,
    @Body({ schema: NewAllowedHours }) { hours }: NewAllowedHours,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<ChangedAllowedHours> {
    const withdrawn = await changeOrShowCurrent(
      () => this.hours.change(centreId, hours, { seen, by: actor }),
      () => this.find(centreId, actor),
    );
    return {
      ...(await this.find(centreId, actor)),
      withdrawn: withdrawn.slice(0, SHOWN).map(presentBroadcast),
      withdrawnTotal: withdrawn.length,
    };
  }
}
