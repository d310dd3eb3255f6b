import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import { daysAhead, lastRow } from './ahead.js';
import { askedDays, everyDay } from './asked-days.js';
import { ExpectedItemsService } from './expected-items.service.js';
import { GridPlacesService } from './grid-places.service.js';
import { plannedGrid } from './grid.queries.js';
import type { GridQuery, ScheduleGridView } from './grid.schemas.js';
import { onlyShown } from './only-shown.js';
import { GRID_STATES, scheduleGrid } from './schedule-grid.js';

/** Shows the schedule of many stations in a compact form. */
@Injectable()
export class GridViews {
  constructor(
    private readonly source: DataSource,
    private readonly places: GridPlacesService,
    private readonly expected: ExpectedItemsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws NotFound for a centre or a group outside the actor's reach · TooManyDays · InvalidRequest */
  async show({ from, until, limit, cursor, ...places }: GridQuery, actor: Actor): Promise<ScheduleGridView> {
    const today = todayOf(this.clock, this.config);
    const days = askedDays({ from, until }, today, this.config.settings.GRID_DAYS);
    const asked = { ...places, stationIds: places.stationIds?.split(',') };
    const { items: stations, next } = await this.places.page(asked, days, { limit, cursor }, actor);
    const ids = stations.map(({ id }) => id);
    const planned = await plannedGrid(this.source, ids, { ...days, until: lastRow(stations, days) }, GRID_STATES);
    const expected = await this.expected.of(this.source, ids, daysAhead(stations, days), this.clock.now());
    const columns = everyDay(days);
    return { days: columns, ...onlyShown(scheduleGrid(stations, columns, planned, expected)), next };
  }
}
