import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { type Page, toPage } from '../../platform/http/page.js';
import { OutcomesService } from '../../playback/outcomes/outcomes.service.js';
import { reasonNames, segmentName } from '../coverage/coverage.queries.js';
import { broadcastKey, broadcastOfCursor } from '../scope/broadcast-cursor.js';
import { checkRange } from '../scope/day-range.js';
import { periodsOf, wholePeriods } from '../scope/periods.js';
import { TooManyRows } from '../scope/reports.problems.js';
import { ReportScopeService } from '../scope/report-scope.service.js';
import { notAiredCsv } from './not-aired-csv.js';
import { outcomeNumbers } from './outcome-numbers.js';
import {
  type OutcomeCount,
  outcomeCounts,
  type UnairedBroadcast,
  unairedBroadcasts,
} from './outcomes-report.queries.js';
import type {
  NotAired,
  NotAiredCsvQuery,
  NotAiredQuery,
  OutcomesQuery,
  OutcomesReport,
} from './outcomes-report.schemas.js';

/** What became of the broadcasts of a centre's stations. */
@Injectable()
export class OutcomesReportViews {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly outcomes: OutcomesService,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Outcomes and reasons by station and ISO week, or local day, at the stations that the actor may read.
   * @throws NotFound outside the actor's scope, and for another centre's segment · InvalidRequest · RangeTooLong
   */
  async report({ centreId, segmentId, per, ...asked }: OutcomesQuery, actor: Actor): Promise<OutcomesReport> {
    if (per === 'day') checkRange(asked, this.config.settings.REPORT_MAX_DAYS_BY_DAY);
    const range = wholePeriods(asked, per);
    const { centre, stations } = await this.scopes.of(centreId, asked, actor, range);
    const segment = await this.segment(segmentId, centreId);
    const days = { stationIds: stations.map(({ id }) => id), ...range };
    await this.outcomes.bringUpToDate(days);
    const reported = { centreId, segmentId: segmentId ?? null, ...days };
    const counts = await outcomeCounts(this.source, reported, { per, now: this.clock.now() });
    const alike = byPlaceAndTime(counts);
    const periods = periodsOf(range, per);
    return {
      centre,
      segment,
      per,
      periods,
      stations: stations.map(({ id, name }) => ({
        id,
        name,
        periods: periods.map(({ from }) => outcomeNumbers(alike.get(keyOf({ stationId: id, from })) ?? [])),
      })),
    };
  }

  /**
   * What did not air whole, with reason and note, the newest first.
   * @throws NotFound outside the actor's scope, also for a station, and for another centre's segment
   * @throws InvalidRequest · RangeTooLong
   */
  async notAired(query: NotAiredQuery, actor: Actor): Promise<Page<NotAired>> {
    const { limit, cursor } = query;
    const { reported } = await this.unaired(query, actor);
    const rows = await unairedBroadcasts(this.source, reported, { after: broadcastOfCursor(cursor), rows: limit + 1 });
    const page = toPage(rows, limit, broadcastKey);
    return { ...page, items: page.items.map(presentUnaired) };
  }

  /**
   * All of it as CSV text, station by station and by time, with Vietnamese headers.
   * @throws NotFound · RangeTooLong · TooManyRows for more than REPORT_CSV_ROWS
   */
  async notAiredCsv(query: NotAiredCsvQuery, actor: Actor): Promise<string> {
    const { REPORT_MAX_DAYS_BY_DAY, REPORT_CSV_ROWS: most } = this.config.settings;
    checkRange(query, REPORT_MAX_DAYS_BY_DAY);
    const { reported, segment } = await this.unaired(query, actor);
    const rows = await unairedBroadcasts(this.source, reported, { after: undefined, rows: most + 1 });
    if (rows.length > most) throw new TooManyRows(most);
    const place = new Map(reported.stationIds.map((id, index) => [id, index]));
    const placeOf = ({ stationId }: UnairedBroadcast) => place.get(stationId) ?? 0;
    const byStation = rows.toSorted(
      (one, other) => placeOf(one) - placeOf(other) || one.startsAt.getTime() - other.startsAt.getTime(),
    );
    return notAiredCsv(byStation, { segment: segment?.name ?? '', reasons: await reasonNames(this.source) });
  }

  /** Which broadcasts are asked about, once their outcomes are decided. */
  private async unaired({ centreId, segmentId, stationId, from, until }: NotAiredCsvQuery, actor: Actor) {
    const stationIds = await this.scopes.stationIdsOf(centreId, { from, until }, actor, stationId);
    const segment = await this.segment(segmentId, centreId);
    const days = { stationIds, from, until };
    await this.outcomes.bringUpToDate(days);
    return { reported: { centreId, segmentId: segmentId ?? null, ...days }, segment };
  }

  private async segment(id: string | undefined, centreId: string): Promise<OutcomesReport['segment']> {
    if (id === undefined) return null;
    const name = await segmentName(this.source, id, centreId);
    if (name === undefined) throw new NotFound('segment');
    return { id, name };
  }
}

const keyOf = ({ stationId, from }: Pick<OutcomeCount, 'stationId' | 'from'>): string => `${stationId} ${from}`;

function byPlaceAndTime(counts: readonly OutcomeCount[]): Map<string, OutcomeCount[]> {
  const groups = new Map<string, OutcomeCount[]>();
  for (const count of counts) {
    const group = groups.get(keyOf(count));
    if (group) group.push(count);
    else groups.set(keyOf(count), [count]);
  }
  return groups;
}

const presentUnaired = ({
  startsAt,
  saidAt,
  silentSince,
  timeZone: _timeZone,
  ...row
}: UnairedBroadcast): NotAired => ({
  ...row,
  startsAt: startsAt.toISOString(),
  saidAt: saidAt?.toISOString() ?? null,
  silentSince: silentSince?.toISOString() ?? null,
});
