import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../identity/actor.js';
import { Clock } from '../platform/clock/clock.js';
import { decodeCursor, toPage, type WholePage } from '../platform/http/page.js';
import { NotFound } from '../platform/http/http.problems.js';
import { stationDetail, stationList } from './stations.queries.js';
import type { StationDetail, StationsQuery, StationView } from './stations.schemas.js';

/** Shows stations as they are today, by their local day. */
@Injectable()
export class StationViews {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Stations within the actor's reach, by id. */
  async list({ limit, cursor, ...filter }: StationsQuery, actor: Actor): Promise<WholePage<StationView>> {
    const list = stationList(filter, actor.reach('stations:read'), this.clock.now());
    const rows = await list.rows(this.source, { after: decodeCursor(cursor), limit: limit + 1 });
    return { ...toPage(rows, limit, ({ id }) => id), total: await list.size(this.source) };
  }

  /**
   * One station; whether the actor may see it at all is for the caller to check (`StationsService.findVisible`).
   * @throws NotFound when there is no such station
   */
  async show(id: string, actor: Actor): Promise<StationDetail> {
    const detail = await stationDetail(this.source, id, actor.reach('stations:read'), this.clock.now());
    if (!detail) throw new NotFound('station');
    return detail;
  }
}
