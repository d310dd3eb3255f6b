import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { ScheduleBusy } from '../../consequences/consequences.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { changeOrShowCurrent } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import { DaysOutOfOrder } from '../stations.problems.js';
import { StationAlreadyServed, StationNotServed } from './centres.problems.js';
import {
  ChangedServing,
  EndOfServing,
  NewServing,
  presentChangedServing,
  presentServing,
  ServingChanges,
  ServingQuery,
  ServingView,
} from './centres.schemas.js';
import { ServingsService } from './servings.service.js';

const Id = { schema: z.uuid() };

@ApiTags('stations')
@Controller('centres/:id/stations')
export class ServingsController {
  constructor(private readonly servings: ServingsService) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Let a centre serve a station from a day on' })
  @Requires('stations:manage')
  @AnswersWithETag(201, ChangedServing)
  @Refuses(StationAlreadyServed, DaysOutOfOrder, ScheduleBusy)
  async serve(
    @Param('id', Id) id: string,
    @Body({ schema: NewServing }) body: NewServing,
    @By() actor: Actor,
  ): Promise<ChangedServing> {
    return presentChangedServing(await this.servings.serve(id, body, { by: actor }), body);
  }

  @Get(':stationId')
  @ApiOperation({ summary: 'From which day to which the centre serves the station' })
  @Requires('stations:read')
  @AnswersWithETag(200, ServingView)
  async find(
    @Param('id', Id) centreId: string,
    @Param('stationId', Id) stationId: string,
    @Query({ schema: ServingQuery }) { on }: ServingQuery,
    @By() actor: Actor,
  ): Promise<ServingView> {
    return presentServing(await this.servings.find({ centreId, stationId }, on, actor));
  }

  @Patch(':stationId')
  @ApiOperation({ summary: 'Mend the days on which the centre serves the station; the schedule follows at once' })
  @Requires('stations:manage')
  @AnswersWithETag(200, ChangedServing)
  @Refuses(StationAlreadyServed, DaysOutOfOrder, ScheduleBusy)
  async mend(
    @Param('id', Id) centreId: string,
    @Param('stationId', Id) stationId: string,
    @Body({ schema: ServingChanges }) body: ServingChanges,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<ChangedServing> {
    const of = { centreId, stationId };
    const mended = await changeOrShowCurrent(
      () => this.servings.mend(of, body, { seen, by: actor }),
      async () => presentServing(await this.servings.find(of, body.from, actor)),
    );
    return presentChangedServing(mended, body);
  }

  @Post(':stationId/end')
  @Idempotent()
  @ApiOperation({ summary: 'Stop serving a station from a day on' })
  @HttpCode(200)
  @Requires('stations:manage')
  @AnswersWithETag(200, ChangedServing)
  @Refuses(StationNotServed, DaysOutOfOrder, ScheduleBusy)
  async endServing(
    @Param('id', Id) centreId: string,
    @Param('stationId', Id) stationId: string,
    @Body({ schema: EndOfServing }) body: EndOfServing,
    @By() actor: Actor,
  ): Promise<ChangedServing> {
    return presentChangedServing(await this.servings.endServing({ centreId, stationId }, body, { by: actor }), body);
  }
}
