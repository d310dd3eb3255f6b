import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../identity/actor.js';
import { Idempotent } from '../identity/idempotency/idempotency.decorator.js';
import { ScheduleBusy } from '../consequences/consequences.problems.js';
import { By, Requires } from '../identity/requires.decorator.js';
import type { WholePage } from '../platform/http/page.js';
import { changeAndShow, changeOrShowCurrent } from '../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../platform/http/revisions/revisions.decorator.js';
import { ClosingService } from './closing.service.js';
import {
  ChangedClosingDay,
  ClosedStation,
  Closing,
  ClosingChanges,
  ClosingDay,
  NewStation,
  OpenedStation,
  StationChanges,
  StationDetail,
  StationPage,
  StationsQuery,
  type StationView,
} from './stations.schemas.js';
import { StationsService } from './stations.service.js';
import { StationViews } from './stations.views.js';
import { NotFound } from '../platform/http/http.problems.js';
import { OneStationPerUnit, DaysOutOfOrder, StationIsClosed, StationNotClosed } from './stations.problems.js';
import { Refuses } from '../platform/http/refuses.decorator.js';

@ApiTags('stations')
@Controller('stations')
export class StationsController {
  constructor(
    private readonly stations: StationsService,
    private readonly closings: ClosingService,
    private readonly views: StationViews,
  ) {}

  @Post()
  @Idempotent<StationsController>(async (controller, id, by) => ({
    ...(await controller.find(id, by)),
    consequences: null,
  }))
  @ApiOperation({ summary: 'Open a station; it airs what is for all stations of its centre at once' })
  @Requires('stations:manage')
  @AnswersWithETag(201, OpenedStation)
  @Refuses(NotFound, OneStationPerUnit, DaysOutOfOrder, ScheduleBusy)
  async open(@Body({ schema: NewStation }) body: NewStation, @By() actor: Actor): Promise<OpenedStation> {
    const { result: id, consequences } = await this.stations.open(body, { by: actor });
    return { ...(await this.views.show(id, actor)), consequences };
  }

  @Get()
  @ApiOperation({ summary: 'List the stations that you have access to' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: StationPage })
  list(@Query({ schema: StationsQuery }) query: StationsQuery, @By() actor: Actor): Promise<WholePage<StationView>> {
    return this.views.list(query, actor);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a station with its devices, groups and clusters' })
  @Requires('stations:read')
  @AnswersWithETag(200, StationDetail)
  async find(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<StationDetail> {
    await this.stations.findVisible(id, actor);
    return this.views.show(id, actor);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a station' })
  @Requires('stations:manage')
  @AnswersWithETag(200, StationDetail)
  change(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: StationChanges }) body: StationChanges,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<StationDetail> {
    return changeAndShow(
      () => this.stations.change(id, body, { seen, by: actor }),
      () => this.views.show(id, actor),
    );
  }

  @Post(':id/close')
  @Idempotent<StationsController>(async (controller, id, by) => ({
    ...(await controller.find(id, by)),
    dryRun: false,
    consequences: null,
  }))
  @ApiOperation({ summary: 'Close a station permanently from a day on; the schedule follows at once' })
  @HttpCode(200)
  @Requires('stations:manage')
  @AnswersWithETag(200, ClosedStation)
  @Refuses(StationIsClosed, DaysOutOfOrder, ScheduleBusy)
  async close(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Closing }) body: Closing,
    @By() actor: Actor,
  ): Promise<ClosedStation> {
    const consequences = await this.closings.close(id, body, { by: actor });
    return { ...(await this.views.show(id, actor)), dryRun: body.dryRun, consequences };
  }

  @Get(':id/closing')
  @ApiOperation({ summary: 'Get the day from which a station is closed' })
  @Requires('stations:read')
  @AnswersWithETag(200, ClosingDay)
  async closing(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<ClosingDay> {
    const { closedOn, revision } = await this.stations.findVisible(id, actor);
    return { on: closedOn, revision };
  }

  @Patch(':id/closing')
  @ApiOperation({ summary: 'Mend a wrong closing day, or take it back; the schedule follows at once' })
  @Requires('stations:manage')
  @AnswersWithETag(200, ChangedClosingDay)
  @Refuses(StationNotClosed, OneStationPerUnit, DaysOutOfOrder, ScheduleBusy)
  async mendClosing(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ClosingChanges }) body: ClosingChanges,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<ChangedClosingDay> {
    const show = () => this.closing(id, actor);
    const consequences = await changeOrShowCurrent(() => this.closings.mend(id, body, { seen, by: actor }), show);
    return { ...(await show()), dryRun: body.dryRun, consequences };
  }
}
