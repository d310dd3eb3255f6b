import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { OutcomesService } from '../../playback/outcomes/outcomes.service.js';
import { periodsOf, wholePeriods } from '../scope/periods.js';
import { servedOf } from '../scope/report-scope.queries.js';
import { ReportScopeService } from '../scope/report-scope.service.js';
import { coverageCsv } from './coverage-csv.js';
import { reasonNames, segmentBroadcasts, segmentName } from './coverage.queries.js';
import type { CoverageQuery, CoverageReport, CoveredPeriod } from './coverage.schemas.js';
import { coveredPeriod } from './covered-period.js';

/** At how many of a centre's stations a segment was really on air, by week or month. */
@Injectable()
export class CoverageViews {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly outcomes: OutcomesService,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * The ISO weeks or months that the range touches, each of them whole, among the stations that the actor may read.
   * @throws NotFound outside the actor's scope, and for another centre's segment · InvalidRequest · RangeTooLong
   */
  async report({ centreId, segmentId, per, from, until }: CoverageQuery, actor: Actor): Promise<CoverageReport> {
    const range = wholePeriods({ from, until }, per);
    const { centre, stations } = await this.scopes.of(centreId, { from, until }, actor, range);
    const name = await segmentName(this.source, segmentId, centreId);
    if (!name) throw new NotFound('segment');
    const stationIds = stations.map(({ id }) => id);
    await this.outcomes.bringUpToDate({ stationIds, ...range });
    const now = this.clock.now();
    const periods: CoveredPeriod[] = [];
    // One by one: neither the memory nor the time between two turns of the event loop grows with the range.
    for (const period of periodsOf(range, per)) {
      const days = { stationIds, ...period };
      const served = await servedOf(this.source, centreId, days);
      const broadcasts = await segmentBroadcasts(this.source, { segmentId, centreId }, days);
      periods.push(coveredPeriod(period, { stations, served, broadcasts, segment: name, per, now }));
    }
    return { centre, segment: { id: segmentId, name }, per, periods };
  }

  /** The same report as CSV text, a row for each period and station, with Vietnamese headers. */
  async csv(query: CoverageQuery, actor: Actor): Promise<string> {
    return coverageCsv(await this.report(query, actor), await reasonNames(this.source));
  }
}
