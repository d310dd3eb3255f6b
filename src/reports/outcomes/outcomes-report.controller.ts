import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { Page } from '../../platform/http/page.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { AnswersCsv, csvFile } from '../csv.js';
import { periodName } from '../scope/periods.js';
import { RangeTooLong, TooManyRows } from '../scope/reports.problems.js';
import {
  type NotAired,
  NotAiredCsvQuery,
  NotAiredPage,
  NotAiredQuery,
  OutcomesQuery,
  OutcomesReport,
} from './outcomes-report.schemas.js';
import { OutcomesReportViews } from './outcomes-report.views.js';

@ApiTags('reports')
@Controller('reports')
export class OutcomesReportController {
  constructor(private readonly views: OutcomesReportViews) {}

  @Get('outcomes')
  @ApiOperation({ summary: 'What became of the broadcasts of a centre’s stations, by week or by day, and why not' })
  @Requires('reports:read')
  @ApiResponse({ status: 200, standardSchema: OutcomesReport })
  @Refuses(NotFound, RangeTooLong)
  report(@Query({ schema: OutcomesQuery }) query: OutcomesQuery, @By() actor: Actor): Promise<OutcomesReport> {
    return this.views.report(query, actor);
  }

  @Get('not-aired')
  @ApiOperation({ summary: 'List the broadcasts that did not air whole, with reasons and notes, the newest first' })
  @Requires('reports:read')
  @ApiResponse({ status: 200, standardSchema: NotAiredPage })
  @Refuses(NotFound, RangeTooLong)
  notAired(@Query({ schema: NotAiredQuery }) query: NotAiredQuery, @By() actor: Actor): Promise<Page<NotAired>> {
    return this.views.notAired(query, actor);
  }

  @Get('not-aired.csv')
  @ApiOperation({ summary: 'The broadcasts that did not air whole as CSV for Excel, for a month at most' })
  @Requires('reports:read')
  @AnswersCsv()
  @Refuses(NotFound, RangeTooLong, TooManyRows)
  async notAiredCsv(
    @Query({ schema: NotAiredCsvQuery }) query: NotAiredCsvQuery,
    @By() actor: Actor,
  ): Promise<StreamableFile> {
    return csvFile(`bao-cao-chua-phat-${periodName(query)}`, await this.views.notAiredCsv(query, actor));
  }
}
