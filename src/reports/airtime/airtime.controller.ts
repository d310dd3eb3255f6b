import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { AnswersCsv, csvFile } from '../csv.js';
import { airtimeCsv } from './airtime-csv.js';
import { AirtimeQuery, AirtimeReport } from './airtime.schemas.js';
import { AirtimeViews } from './airtime.views.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { RangeTooLong } from '../scope/reports.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('reports')
@Controller('reports')
export class AirtimeController {
  constructor(private readonly airtime: AirtimeViews) {}

  /** Planned, proved, confirmed and missed airtime by station or by topic. */
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
    return csvFile(`airtime-${query.by}-${query.from}-${query.until}`, airtimeCsv(report));
  }
}
