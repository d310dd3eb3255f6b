import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { presentDay } from './present-timeline.js';
import { TimelineScopeService } from './timeline-scope.service.js';
import type { TimelineQuery, TimelineView } from './timeline.schemas.js';
import { TimelineService } from './timeline.service.js';

/** Shows what will be heard at a station. */
@Injectable()
export class TimelineViews {
  constructor(
    private readonly source: DataSource,
    private readonly scopes: TimelineScopeService,
    private readonly timelines: TimelineService,
  ) {}

  /**
   * The days that are asked for and on which the actor reaches the station.
   * @throws NotFound for a station outside the actor's reach on all of them · TooManyDays · InvalidRequest
   */
  async show(stationId: string, query: TimelineQuery, actor: Actor): Promise<TimelineView> {
    const { station, days, now, seen, shown } = await this.scopes.of(stationId, query, actor);
    const { plannedThrough, days: all } = await this.timelines.timelineOf(this.source, station, days, now);
    const { timeZone } = station;
    return { stationId, timeZone, plannedThrough, days: shown(seen(all)).map((day) => presentDay(day, timeZone)) };
  }
}
