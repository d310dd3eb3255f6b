import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { addDays } from '../../platform/clock/local-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { Page } from '../../platform/http/page.js';
import { askedDays } from './asked-days.js';
import { GridPlacesService } from './grid-places.service.js';
import { UnfilledService } from './unfilled.service.js';
import { unfilledWeeks } from './unfilled.js';
import type { UnfilledQuery, UnfilledStation } from './unfilled.schemas.js';

/** Shows the time of stations that may sound and does not. */
@Injectable()
export class UnfilledViews {
  constructor(
    private readonly source: DataSource,
    private readonly places: GridPlacesService,
    private readonly unfilled: UnfilledService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws NotFound for a centre or a station outside the actor's reach · TooManyDays · InvalidRequest */
  async list(query: UnfilledQuery, actor: Actor): Promise<Page<UnfilledStation>> {
    const { stationId, centreId, from, until, ...page } = query;
    const days = askedDays({ from, until }, todayOf(this.clock, this.config), this.config.settings.GRID_DAYS);
    const places = { centreId, stationIds: stationId === undefined ? undefined : [stationId] };
    const reader = { permission: 'schedule:read', actor } as const;
    const { items: stations, next } = await this.places.page(places, days, page, reader);
    if (stationId !== undefined && stations.length === 0) throw new NotFound('station');
    // What sounds over midnight belongs to both days.
    const around = { from: addDays(days.from, -1), until: addDays(days.until, 1) };
    const found = await this.unfilled.of(this.source, stations, around, this.clock.now());
    const items = stations.map(({ id, name, days: shown }) => {
      const isShown = new Set(shown);
      const ofStation = (found.get(id) ?? []).filter(({ day }) => isShown.has(day));
      return { stationId: id, stationName: name, days: ofStation, weeks: unfilledWeeks(ofStation) };
    });
    return { items, next };
  }
}
