import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { StationsService } from '../../stations/stations.service.js';
import { askedDays } from './asked-days.js';
import { mayKnow, presentDay } from './present-timeline.js';
import { daysWithinReach } from './timeline.queries.js';
import type { TimelineQuery, TimelineView } from './timeline.schemas.js';
import { TimelineService } from './timeline.service.js';

/** Shows what will be heard at a station. */
@Injectable()
export class TimelineViews {
  constructor(
    private readonly source: DataSource,
    private readonly timelines: TimelineService,
    private readonly stations: StationsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The days that are asked for and on which the actor reaches the station.
   * @throws NotFound for a station outside the actor's reach on all of them · TooManyDays · InvalidRequest
   */
  async show(stationId: string, query: TimelineQuery, actor: Actor): Promise<TimelineView> {
    const station = await this.stations.find(stationId);
    const now = this.clock.now();
    const days = askedDays(query, localDay(now, station.timeZone), this.config.settings.TIMELINE_DAYS);
    await this.stations.findVisibleOn(days, stationId, actor, 'schedule:read');
    const reach = actor.reach('schedule:read');
    const seen = await daysWithinReach(this.source, stationId, days, reach);
    const { plannedThrough, days: all } = await this.timelines.timelineOf(this.source, station, days, now);
    const shown = all
      .filter(({ day }) => seen.has(day))
      .map(({ items, ...day }) => presentDay({ ...day, items: items.filter(mayKnow(reach)) }, station.timeZone));
    return { stationId, timeZone: station.timeZone, plannedThrough, days: shown };
  }
}
