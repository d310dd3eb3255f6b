import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { OutcomesService } from '../../playback/outcomes/outcomes.service.js';
import { type ReportScope, ReportScopeService } from '../scope/report-scope.service.js';
import { AirtimeQueries, type KeyedAirtime } from './airtime.queries.js';
import type { Airtime, AirtimeQuery, AirtimeReport, AirtimeRow } from './airtime.schemas.js';
import { RollUpService } from './roll-up.service.js';
import type { Span } from './roll-up.queries.js';

/** Airtime as it is true at the moment of asking: whatever waits to be decided or rolled up is done first. */
@Injectable()
export class AirtimeService {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly outcomes: OutcomesService,
    private readonly rollUp: RollUpService,
    private readonly queries: AirtimeQueries,
  ) {}

  /** @throws NotFound outside the actor's reach · InvalidRequest · RangeTooLong */
  async report({ centreId, from, until, by }: AirtimeQuery, actor: Actor): Promise<AirtimeReport> {
    const scope = await this.scopes.of(centreId, { from, until }, actor);
    const span = { stationIds: scope.stations.map(({ id }) => id), from, until };
    await this.outcomes.bringUpToDate({ stationIds: span.stationIds, from, to: until });
    await this.rollUp.rollUpWithin(span);
    const rows = by === 'station' ? await this.stationRows(scope, span) : await this.topicRows(scope, span);
    return { centre: scope.centre, from, until, by, rows, totals: totalOf(rows) };
  }

  private async stationRows({ centre, stations }: ReportScope, span: Span): Promise<AirtimeRow[]> {
    const airtime = byKey(await this.queries.byStation(centre.id, span));
    return stations.map(({ id, name, unit }) => ({ id, name, unit, ...(airtime.get(id) ?? NOTHING) }));
  }

  private async topicRows({ centre }: ReportScope, span: Span): Promise<AirtimeRow[]> {
    const airtime = byKey(await this.queries.byTopic(centre.id, span));
    const topics = await this.queries.topics();
    return topics.map(({ code, name }) => ({ id: code, name, unit: null, ...(airtime.get(code) ?? NOTHING) }));
  }
}

const NOTHING: Airtime = {
  plannedSeconds: 0,
  provedSeconds: 0,
  confirmedSeconds: 0,
  missedSeconds: 0,
  plannedCount: 0,
  provedCount: 0,
  confirmedCount: 0,
  missedCount: 0,
};

const QUANTITIES = Object.keys(NOTHING) as (keyof Airtime)[];

const byKey = (rows: KeyedAirtime[]): Map<string, Airtime> =>
  new Map(rows.map(({ key, ...airtime }) => [key, airtime]));

function totalOf(rows: readonly Airtime[]): Airtime {
  const total = { ...NOTHING };
  for (const row of rows) for (const one of QUANTITIES) total[one] += row[one];
  return total;
}
