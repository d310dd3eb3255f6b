import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { type CountedPage, toPage } from '../../platform/http/page.js';
import { StationsService } from '../../stations/stations.service.js';
import { findEntry } from '../entries/entries.queries.js';
import { decodeStartCursor, startKey } from '../start-cursor.js';
import { remediesOf } from './gap-remedies.js';
import { countGaps, type GapFilter, type GapRow, gapsAhead } from './gaps.queries.js';
import type { GapsQuery, GapView } from './gaps.schemas.js';

/** Shows what is ahead and could not be planned, and what can be done about it. */
@Injectable()
export class GapViews {
  constructor(
    private readonly source: DataSource,
    private readonly stations: StationsService,
    private readonly clock: Clock,
  ) {}

  /** Gaps ahead, soonest first. @throws NotFound for a station, a centre or an entry outside the actor's reach */
  async list({ limit, cursor, total, ...filter }: GapsQuery, actor: Actor): Promise<CountedPage<GapView>> {
    const now = this.clock.now();
    await this.requireVisible(filter, actor, now);
    const page = { now, after: decodeStartCursor(cursor), limit: limit + 1 };
    const reach = actor.reach('schedule:read');
    const rows = await gapsAhead(this.source, filter, reach, page);
    const { items, next } = toPage(rows, limit, (row) => startKey(row, row.id));
    return {
      items: items.map(presentGap),
      next,
      total: total ? await countGaps(this.source, filter, reach, now) : null,
    };
  }

  private async requireVisible(filter: GapFilter, actor: Actor, now: Date): Promise<void> {
    const { stationId, centreId, entryId, from, until = null } = filter;
    if (stationId !== undefined) {
      const { timeZone } = await this.stations.find(stationId);
      const days = { from: from ?? localDay(now, timeZone), until };
      await this.stations.findVisibleOn(days, stationId, actor, 'schedule:read');
    }
    if (centreId !== undefined && !actor.mayAtCentre('schedule:read', centreId)) {
      throw new NotFound('centre');
    }
    if (entryId !== undefined && !(await findEntry(this.source, entryId, actor.reach('schedule:read')))) {
      throw new NotFound('entry');
    }
  }
}

function presentGap({ startsAt, foundAt, clashEntryId, clashStartsAt, ...gap }: GapRow): GapView {
  const clash = clashEntryId && clashStartsAt && { entryId: clashEntryId, startsAt: clashStartsAt.toISOString() };
  return {
    ...gap,
    startsAt: startsAt.toISOString(),
    clashesWith: clash || null,
    remedies: remediesOf(gap.code),
    foundAt: foundAt.toISOString(),
  };
}
