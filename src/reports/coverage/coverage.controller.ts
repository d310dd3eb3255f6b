import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { csvFile } from '../csv.js';
import { coverageCsv } from './coverage-csv.js';
import { CoverageQueries } from './coverage.queries.js';
import { CoverageQuery, CoverageReport } from './coverage.schemas.js';
import { CoverageService } from './coverage.service.js';

@ApiTags('reports')
@Controller('reports')
export class CoverageController {
  constructor(
    private readonly coverage: CoverageService,
    private readonly queries: CoverageQueries,
  ) {}

  /** At how many of the centre's stations a segment was on air, week by week, and why not at the others. */
  @Get('coverage')
  @ApiOperation({ summary: 'At how many stations a segment aired, week by week' })
  @Requires('reports:read')
  @ApiResponse({ status: 200, standardSchema: CoverageReport })
  report(@Query({ schema: CoverageQuery }) query: CoverageQuery, @By() actor: Actor): Promise<CoverageReport> {
    return this.coverage.report(query, actor);
  }

  /** The same for a spreadsheet, a row per week and station. */
  @Get('coverage.csv')
  @ApiOperation({ summary: 'The coverage report as CSV for Excel' })
  @Requires('reports:read')
  @ApiProduces('text/csv')
  @ApiResponse({ status: 200, description: 'UTF-8 with byte order mark' })
  async csv(@Query({ schema: CoverageQuery }) query: CoverageQuery, @By() actor: Actor): Promise<StreamableFile> {
    const report = await this.coverage.report(query, actor);
    const reasons = await this.queries.reasonNames();
    return csvFile(`coverage-${query.from}-${query.until}`, coverageCsv(report, reasons));
  }
}
