import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import type { Permission } from '../../identity/permissions.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import { StationsService } from '../../stations/stations.service.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { askedDays, everyDay } from './asked-days.js';
import { centreOfGroup, type GridPlaces, type GridStation, gridStations } from './grid-stations.queries.js';
import type { GridQuery } from './grid.schemas.js';

/** Rows and columns of a grid. */
export interface FoundPlaces {
  days: DaySpan;
  /** Each of `days`. */
  columns: string[];
  page: Page<GridStation>;
  /** When they were looked for. */
  now: Date;
}

/** Who reads, and which permission they need at a station. */
export interface Reader {
  permission: Permission;
  actor: Actor;
}

/** Which stations and days a person means and may see. */
@Injectable()
export class GridPlacesService {
  constructor(
    private readonly source: DataSource,
    private readonly stations: StationsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The days that are asked for, and a page of the stations, each with the days on which the actor has the permission there.
   * @throws NotFound for a centre, a group or named stations outside the actor's reach on all of the days
   * @throws TooManyDays · InvalidRequest
   */
  async find({ from, until, limit, cursor, ...places }: GridQuery, reader: Reader): Promise<FoundPlaces> {
    const today = todayOf(this.clock, this.config);
    const days = askedDays({ from, until }, today, this.config.settings.GRID_DAYS);
    const asked = { ...places, stationIds: places.stationIds?.split(',') };
    await this.mustReachStations(asked.stationIds ?? [], days, reader);
    const page = await this.page(asked, days, { limit, cursor }, reader);
    return { days, columns: everyDay(days), page, now: this.clock.now() };
  }

  /**
   * A page of the stations, each with the days on which the reader has the permission there.
   * @throws NotFound for a centre or a group outside the reader's reach; stations outside it are left out
   */
  async page(
    places: GridPlaces,
    days: DaySpan,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
    { permission, actor }: Reader,
  ): Promise<Page<GridStation>> {
    await this.mustReach(places, permission, actor);
    const page = { now: this.clock.now(), after: decodeCursor(cursor), limit: limit + 1 };
    const rows = await gridStations(this.source, places, days, actor.reach(permission), page);
    return toPage(rows, limit, ({ id }) => id);
  }

  /** @throws NotFound */
  private async mustReachStations(ids: readonly string[], days: DaySpan, { permission, actor }: Reader): Promise<void> {
    if (ids.length === 0) return;
    const existing = (await this.stations.findMany(ids)).map(({ id }) => id);
    const reached = new Set(await this.stations.reachedOf(existing, days, actor.reach(permission)));
    const unknown = ids.filter((id) => !reached.has(id.toLowerCase()));
    if (unknown.length > 0) throw new NotFound('station', unknown);
  }

  /** @throws NotFound */
  private async mustReach({ centreId, groupId }: GridPlaces, permission: Permission, actor: Actor): Promise<void> {
    if (centreId === undefined && groupId === undefined) return;
    const centre = groupId === undefined ? centreId : await centreOfGroup(this.source, groupId);
    if (centre === undefined || !actor.mayAtCentre(permission, centre)) {
      throw new NotFound(groupId === undefined ? 'centre' : 'group');
    }
  }
}
