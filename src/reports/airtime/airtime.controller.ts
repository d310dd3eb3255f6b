import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { AnswersCsv, csvFile } from '../csv.js';
import { type AirtimeBroadcast, AirtimeBroadcastPage, AirtimeBroadcastsQuery } from './airtime-broadcasts.schemas.js';
import { AirtimeBroadcastsViews } from './airtime-broadcasts.views.js';
import { airtimeCsv, airtimeCsvName } from './airtime-csv.js';
import { AirtimeQuery, AirtimeReport } from './airtime.schemas.js';
import { AirtimeViews } from './airtime.views.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { Page } from '../../platform/http/page.js';
import { RangeTooLong } from '../scope/reports.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('reports')
@Controller('reports')
export class AirtimeController {
  constructor(
    private readonly airtime: AirtimeViews,
    private readonly broadcasts: AirtimeBroadcastsViews,
  ) {}

  /** Planned, proved, confirmed, missed and coming airtime by station or by topic. */
  @Get('airtime')
  @ApiOperation({ summary: 'Airtime by station or by topic over local days' })
  @Requires('reports:read')
  @ApiResponse({ status: 200, standardSchema: AirtimeReport })
  @Refuses(NotFound, RangeTooLong)
  report(@Query({ schema: AirtimeQuery }) query: AirtimeQuery, @By() actor: Actor): Promise<AirtimeReport> {
    return this.airtime.report(query, actor);
  }

  /** The same for a spreadsheet, with Vietnamese headers. */
  @Get('airtime.csv')
  @ApiOperation({ summary: 'The airtime report as CSV for Excel' })
  @Requires('reports:read')
  @AnswersCsv()
  @Refuses(NotFound, RangeTooLong)
  async csv(@Query({ schema: AirtimeQuery }) query: AirtimeQuery, @By() actor: Actor): Promise<StreamableFile> {
    const report = await this.airtime.report(query, actor);
    return csvFile(airtimeCsvName(report), airtimeCsv(report));
  }

  @Get('airtime/broadcasts')
  @ApiOperation({ summary: 'List the broadcasts of which an airtime report is made up, by start' })
  @Requires('reports:read')
  @ApiResponse({ status: 200, standardSchema: AirtimeBroadcastPage })
  @Refuses(NotFound, RangeTooLong)
  list(
    @Query({ schema: AirtimeBroadcastsQuery }) query: AirtimeBroadcastsQuery,
    @By() actor: Actor,
  ): Promise<Page<AirtimeBroadcast>> {
    return this.broadcasts.list(query, actor);
  }
}
