import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Config } from '../../platform/config/config.js';
import { AirtimeService } from '../airtime/airtime.service.js';
import { daysAhead, lastRow } from './ahead.js';
import { ExpectedItemsService } from './expected-items.service.js';
import { gridAirtime } from './grid-airtime.js';
import { GridPlacesService } from './grid-places.service.js';
import { plannedGrid, segmentsOf } from './grid.queries.js';
import type { ScheduleGridQuery, ScheduleGridView } from './grid.schemas.js';
import { onlyShown } from './only-shown.js';
import { GRID_STATES, scheduleGrid } from './schedule-grid.js';

/** Shows the schedule of many stations in a compact form. */
@Injectable()
export class GridViews {
  constructor(
    private readonly source: DataSource,
    private readonly places: GridPlacesService,
    private readonly expected: ExpectedItemsService,
    private readonly airtime: AirtimeService,
    private readonly config: Config,
  ) {}

  /** @throws NotFound for a centre, a group or named stations outside the actor's reach · TooManyDays · InvalidRequest */
  async show({ withdrawn, ...query }: ScheduleGridQuery, actor: Actor): Promise<ScheduleGridView> {
    const { days, columns, page, now } = await this.places.find(query, { permission: 'schedule:read', actor });
    const { items: stations, next } = page;
    const ids = stations.map(({ id }) => id);
    const announcedMinutes = withdrawn ? null : this.config.settings.FREEZE_MINUTES;
    const rows = { ...days, until: lastRow(stations, days) };
    const planned = await plannedGrid(this.source, ids, rows, { states: GRID_STATES, announcedMinutes });
    const expected = await this.expected.of(this.source, ids, daysAhead(stations, days), now);
    const grid = onlyShown(scheduleGrid(stations, columns, planned, expected));
    const rules = gridAirtime(grid.stations, columns, await this.airtime.rulesAt(ids, days));
    const segments = await segmentsOf(
      this.source,
      grid.programs.map(({ id }) => id),
    );
    const programs = grid.programs.map((one) => ({ ...one, segmentId: segments.get(one.id) ?? null }));
    return { days: columns, ...grid, ...rules, programs, next };
  }
}
