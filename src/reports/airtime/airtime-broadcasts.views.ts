import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { type Page, toPage } from '../../platform/http/page.js';
import { OutcomesService } from '../../playback/outcomes/outcomes.service.js';
import { broadcastKey, broadcastOfCursor } from '../scope/broadcast-cursor.js';
import { ReportScopeService } from '../scope/report-scope.service.js';
import { type CountedBroadcast, countedBroadcasts } from './airtime-broadcasts.queries.js';
import type { AirtimeBroadcast, AirtimeBroadcastsQuery } from './airtime-broadcasts.schemas.js';

/** The broadcasts of which an airtime report is made up. */
@Injectable()
export class AirtimeBroadcastsViews {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly outcomes: OutcomesService,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * What makes up a row of the report with the same range, by start.
   * @throws NotFound outside the actor's scope, also for a station · InvalidRequest · RangeTooLong
   */
  async list(query: AirtimeBroadcastsQuery, actor: Actor): Promise<Page<AirtimeBroadcast>> {
    const { centreId, stationId, topic = null, from, until, limit, cursor } = query;
    const stationIds = await this.scopes.stationIdsOf(centreId, { from, until }, actor, stationId);
    const days = { stationIds, from, until };
    await this.outcomes.bringUpToDate(days);
    const counted = { centreId, topic, ...days, now: this.clock.now() };
    const page = { after: broadcastOfCursor(cursor), rows: limit + 1 };
    const rows = await countedBroadcasts(this.source, counted, page);
    const { items, next } = toPage(rows, limit, broadcastKey);
    return { items: items.map(present), next };
  }
}

const present = ({ startsAt, ...row }: CountedBroadcast): AirtimeBroadcast => ({
  ...row,
  startsAt: startsAt.toISOString(),
});
