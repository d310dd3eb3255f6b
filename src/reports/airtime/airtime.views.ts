import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { OutcomesService } from '../../playback/outcomes/outcomes.service.js';
import { type ReportScope, ReportScopeService } from '../scope/report-scope.service.js';
import { airtimeByStation, airtimeByTopic, allTopics, upcomingAirtime } from './airtime.queries.js';
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
    private readonly clock: Clock,
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
    const rows = withQuantities(by === 'station' ? namedByStation(scope) : await this.topics(), [
      ...(await (by === 'station' ? airtimeByStation : airtimeByTopic)(this.source, centreId, days)),
      ...(await upcomingAirtime(this.source, { by, centreId, now: this.clock.now() }, days)),
    ]);
    return { centre: scope.centre, from, until, by, rows, totals: totalOf(rows) };
  }

  private async topics(): Promise<Named[]> {
    const topics = await allTopics(this.source);
    return topics.map(({ code, name }) => ({ id: code, name, unit: null }));
  }
}

type Named = Pick<AirtimeRow, 'id' | 'name' | 'unit'>;

const namedByStation = ({ stations }: ReportScope): Named[] =>
  stations.map(({ id, name, unit }) => ({ id, name, unit }));

/** Rows in their order, each with what is known under its id. */
function withQuantities(names: readonly Named[], known: readonly ({ key: string } & Partial<Airtime>)[]): AirtimeRow[] {
  const rows = new Map(names.map((named) => [named.id, { ...named, ...NOTHING }]));
  for (const { key, ...quantities } of known) Object.assign(rows.get(key) ?? {}, quantities);
  return [...rows.values()];
}

const NOTHING: Airtime = {
  plannedSeconds: 0,
  provedSeconds: 0,
  confirmedSeconds: 0,
  missedSeconds: 0,
  upcomingSeconds: 0,
  plannedCount: 0,
  provedCount: 0,
  confirmedCount: 0,
  missedCount: 0,
  upcomingCount: 0,
};

const QUANTITIES = Object.keys(NOTHING) as (keyof Airtime)[];

function totalOf(rows: readonly Airtime[]): Airtime {
  const total = { ...NOTHING };
  for (const row of rows) for (const quantity of QUANTITIES) total[quantity] += row[quantity];
  return total;
}
