import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { ChangesService } from '../changes/changes.service.js';
import { differences } from './differences.js';
import { presentDay, presentItem } from './present-timeline.js';
import type { ProposedOperations, ProposedTimelineView } from './proposed-timeline.schemas.js';
import { TimelineScopeService } from './timeline-scope.service.js';
import type { TimelineDay } from './timeline-days.js';
import { TimelineService } from './timeline.service.js';

/** Shows what operations would do to the timeline of a station. */
@Injectable()
export class ProposedTimelineViews {
  constructor(
    private readonly source: DataSource,
    private readonly scopes: TimelineScopeService,
    private readonly timelines: TimelineService,
    private readonly changes: ChangesService,
  ) {}

  /** @throws what `ChangesService.make` and `TimelineScopeService.of` find */
  async show({ stationId, operations, ...query }: ProposedOperations, actor: Actor): Promise<ProposedTimelineView> {
    const { station, days, now, seen, shown } = await this.scopes.of(stationId, query, actor);
    const { plannedThrough, days: today } = await this.timelines.timelineOf(this.source, station, days, now);
    const before = seen(today);
    let after = before;
    const look = async (work: Parameters<TimelineService['timelineOf']>[0]) => {
      after = seen((await this.timelines.timelineOf(work, station, days, now)).days);
    };
    await this.changes.make({ operations, dryRun: true, look, isList: true }, actor);
    const zone = station.timeZone;
    const inText = (all: readonly TimelineDay[]) => shown(all).map((day) => presentDay(day, zone));
    const found = differences(itemsOf(before), itemsOf(after)).map((one) => ({
      kind: one.kind,
      before: one.before && presentItem(one.before, zone),
      after: one.after && presentItem(one.after, zone),
    }));
    return {
      stationId,
      timeZone: zone,
      plannedThrough,
      before: inText(before),
      after: inText(after),
      differences: found,
    };
  }
}

const itemsOf = (days: readonly TimelineDay[]) => days.flatMap(({ items }) => items);
