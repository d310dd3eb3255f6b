import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { AnswersCsv, csvFile } from '../csv.js';
import { CoverageQuery, CoverageReport } from './coverage.schemas.js';
import { CoverageViews } from './coverage.views.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { periodName, wholePeriods } from '../scope/periods.js';
import { RangeTooLong } from '../scope/reports.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('reports')
@Controller('reports')
export class CoverageController {
  constructor(private readonly coverage: CoverageViews) {}

  /** At how many of the centre's stations a segment aired, by week or month, and why it did not at the others. */
  @Get('coverage')
  @ApiOperation({ summary: 'At how many stations a segment aired, by week or month' })
  @Requires('reports:read')
  @ApiResponse({ status: 200, standardSchema: CoverageReport })
  @Refuses(NotFound, RangeTooLong)
  report(@Query({ schema: CoverageQuery }) query: CoverageQuery, @By() actor: Actor): Promise<CoverageReport> {
    return this.coverage.report(query, actor);
  }

  /** The same for a spreadsheet, a row for each week or month and station. */
  @Get('coverage.csv')
  @ApiOperation({ summary: 'The coverage report as CSV for Excel' })
  @Requires('reports:read')
  @AnswersCsv()
  @Refuses(NotFound, RangeTooLong)
  async csv(@Query({ schema: CoverageQuery }) query: CoverageQuery, @By() actor: Actor): Promise<StreamableFile> {
    const period = periodName(wholePeriods(query, query.per));
    return csvFile(`bao-cao-chuyen-muc-${period}`, await this.coverage.csv(query, actor));
  }
}
