import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { OutcomesService, type StationDays } from '../../playback/outcomes/outcomes.service.js';
import { type ReportScope, ReportScopeService } from '../scope/report-scope.service.js';
import { airtimeByStation, airtimeByTopic, allTopics, type KeyedAirtime } from './airtime.queries.js';
import type { Airtime, AirtimeQuery, AirtimeReport, AirtimeRow } from './airtime.schemas.js';
import { RollUpService } from './roll-up.service.js';

/** Airtime as of the moment of asking: whatever waits to be decided or rolled up is done first. */
@Injectable()
export class AirtimeViews {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly outcomes: OutcomesService,
    private readonly rollUp: RollUpService,
    private readonly source: DataSource,
  ) {}

  /**
   * Airtime of the stations that the actor may read, in whole seconds and numbers of broadcasts.
   * @throws NotFound outside the actor's scope · InvalidRequest · RangeTooLong
   */
  async report({ centreId, from, until, by }: AirtimeQuery, actor: Actor): Promise<AirtimeReport> {
    const scope = await this.scopes.of(centreId, { from, until }, actor);
    const days = { stationIds: scope.stations.map(({ id }) => id), from, until };
    await this.outcomes.bringUpToDate(days);
    await this.rollUp.rollUpWithin(days);
    const rows = by === 'station' ? await this.stationRows(scope, days) : await this.topicRows(scope, days);
    return { centre: scope.centre, from, until, by, rows, totals: totalOf(rows) };
  }

  private async stationRows({ centre, stations }: ReportScope, days: StationDays): Promise<AirtimeRow[]> {
    const airtime = byKey(await airtimeByStation(this.source, centre.id, days));
    return stations.map(({ id, name, unit }) => ({ id, name, unit, ...(airtime.get(id) ?? NOTHING) }));
  }

  private async topicRows({ centre }: ReportScope, days: StationDays): Promise<AirtimeRow[]> {
    const airtime = byKey(await airtimeByTopic(this.source, centre.id, days));
    const topics = await allTopics(this.source);
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
  for (const row of rows) for (const quantity of QUANTITIES) total[quantity] += row[quantity];
  return total;
}
