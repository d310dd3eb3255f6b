import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, mondayOf } from '../../platform/clock/local-day.js';
import { NotFound } from '../../platform/http/problem.js';
import { OutcomesService } from '../../playback/outcomes/outcomes.service.js';
import { ReportScopeService } from '../scope/report-scope.service.js';
import { CoverageQueries } from './coverage.queries.js';
import type { CoverageQuery, CoverageReport } from './coverage.schemas.js';
import { coveredWeek } from './covered-week.js';

/** The headline figure: at how many of a centre's stations a segment was really on air, week by week. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly outcomes: OutcomesService,
    private readonly queries: CoverageQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound outside the actor's reach, and for another centre's segment · InvalidRequest · RangeTooLong */
  async report({ centreId, segmentId, from, until }: CoverageQuery, actor: Actor): Promise<CoverageReport> {
    const weeks = { from: mondayOf(from), until: addDays(mondayOf(until), 6) };
    const { centre, stations } = await this.scopes.of(centreId, { from, until }, actor, weeks);
    const name = await this.queries.segmentName(segmentId, centreId);
    if (!name) throw new NotFound('segment');
    const stationIds = stations.map(({ id }) => id);
    await this.outcomes.bringUpToDate({ stationIds, from: weeks.from, to: weeks.until });
    const served = await this.queries.served(centreId, { stationIds, ...weeks });
    const broadcasts = await this.queries.broadcasts({ segmentId, centreId }, { stationIds, ...weeks });
    const facts = { stations, served, broadcasts, segment: name, now: this.clock.now() };
    return {
      centre,
      segment: { id: segmentId, name },
      weeks: mondays(weeks).map((monday) => coveredWeek(monday, facts)),
    };
  }
}

function mondays({ from, until }: { from: string; until: string }): string[] {
  const all: string[] = [];
  for (let day = from; day < until; day = addDays(day, 7)) all.push(day);
  return all;
}
