import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { centreOfGroup, type GridPlaces, type GridStation, gridStations } from './grid-stations.queries.js';

/** Which stations a person means and may see. */
@Injectable()
export class GridPlacesService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * A page of the stations, each with the days on which the actor reaches it.
   * @throws NotFound for a centre or a group outside the actor's reach; stations outside it are left out
   */
  async page(
    places: GridPlaces,
    days: DaySpan,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
    actor: Actor,
  ): Promise<Page<GridStation>> {
    const { centreId, groupId } = places;
    const centre = groupId === undefined ? centreId : await centreOfGroup(this.source, groupId);
    const isNamed = centreId !== undefined || groupId !== undefined;
    if (isNamed && !(centre !== undefined && actor.mayAtCentre('schedule:read', centre))) {
      throw new NotFound(groupId === undefined ? 'centre' : 'group');
    }
    const page = { now: this.clock.now(), after: decodeCursor(cursor), limit: limit + 1 };
    const rows = await gridStations(this.source, places, days, actor.reach('schedule:read'), page);
    return toPage(rows, limit, ({ id }) => id);
  }
}
