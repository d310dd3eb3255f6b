import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import type { Station } from '../../stations/station.entity.js';
import { StationsService } from '../../stations/stations.service.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { askedDays } from './asked-days.js';
import { mayKnow } from './present-timeline.js';
import type { TimelineDay } from './timeline-days.js';
import { wasAnnounced } from './timeline-item.js';
import { daysWithinReach } from './timeline.queries.js';
import type { TimelineQuery } from './timeline.schemas.js';

/** What somebody may see of the timeline that they ask for. */
export interface TimelineScope {
  station: Station;
  days: DaySpan;
  now: Date;
  /** The days within reach, with the items that the reader may know of. */
  seen(days: readonly TimelineDay[]): TimelineDay[];
  /** Without what was withdrawn before it was announced, unless it is asked for. */
  shown(days: readonly TimelineDay[]): TimelineDay[];
}

/** Which days of a station's timeline are asked for, and which of them may be seen. */
@Injectable()
export class TimelineScopeService {
  constructor(
    private readonly source: DataSource,
    private readonly stations: StationsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws NotFound for a station outside the actor's reach on all of the days and today · TooManyDays · InvalidRequest */
  async of(stationId: string, query: TimelineQuery, actor: Actor): Promise<TimelineScope> {
    const station = await this.stations.find(stationId);
    const now = this.clock.now();
    const today = localDay(now, station.timeZone);
    const days = askedDays(query, today, this.config.settings.TIMELINE_DAYS);
    // Of somebody's own station no day is "no such station", though they may see none of those that they ask for.
    const known = { from: earlier(days.from, today), until: later(days.until, today) };
    await this.stations.findVisibleOn(known, stationId, actor, 'schedule:read');
    const reach = actor.reach('schedule:read');
    const within = await daysWithinReach(this.source, stationId, days, reach);
    const seen = (all: readonly TimelineDay[]) =>
      all
        .filter(({ day }) => within.has(day))
        .map(({ items, ...day }) => ({ ...day, items: items.filter(mayKnow(reach)) }));
    const isShown = wasAnnounced(this.config.settings.FREEZE_MINUTES);
    const shown = (all: readonly TimelineDay[]) =>
      all.map(({ items, ...day }) => ({ ...day, items: query.withdrawn ? items : items.filter(isShown) }));
    return { station, days, now, seen, shown };
  }
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
const later = (one: string, other: string): string => (one > other ? one : other);
