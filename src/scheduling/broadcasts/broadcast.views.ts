import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { addDays } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import { type Page, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { StationsService } from '../../stations/stations.service.js';
import { Broadcast } from './broadcast.entity.js';
import type { BroadcastsQuery, BroadcastView } from './broadcasts.schemas.js';
import { decodeStartCursor, startKey } from '../start-cursor.js';
import { presentBroadcast } from './present-broadcast.js';

/** Lists of broadcasts, within a person's reach. */
@Injectable()
export class BroadcastViews {
  constructor(
    @InjectRepository(Broadcast) private readonly broadcasts: Repository<Broadcast>,
    private readonly stations: StationsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The broadcasts of a station, or of all stations that a centre serves, by start.
   * @throws NotFound for a station or a centre outside the actor's reach
   */
  async list(query: BroadcastsQuery, actor: Actor): Promise<Page<BroadcastView>> {
    const today = todayOf(this.clock, this.config);
    const { limit, cursor, from = today, withdrawn } = query;
    const rows = this.broadcasts
      .createQueryBuilder('b')
      .where('b.airs_on BETWEEN :from AND :until', { from, until: query.until ?? addDays(from, 6) })
      .andWhere('b.air_day BETWEEN :from::date - 1 AND :until')
      .andWhere('b.station_id = ANY (:stationIds)', { stationIds: await this.stationsOf(query, from, actor) })
      .orderBy('b.startsAt')
      .addOrderBy('b.id')
      .limit(limit + 1);
    if (!withdrawn) rows.andWhere('b.withdrawn_at IS NULL');
    const after = decodeStartCursor(cursor);
    if (after) rows.andWhere('(b.starts_at, b.id) > (:startsAt::timestamptz, :id::uuid)', { ...after });
    const page = toPage(await rows.getMany(), limit, (row) => startKey(row, row.id));
    return { items: page.items.map(presentBroadcast), next: page.next };
  }

  private async stationsOf({ stationId, centreId }: BroadcastsQuery, day: string, actor: Actor): Promise<string[]> {
    if (stationId !== undefined) {
      return [(await this.stations.findVisible(stationId, actor, 'schedule:read')).id];
    }
    if (centreId === undefined || !actor.mayAt('schedule:read', { kind: 'centre', id: centreId })) {
      throw new NotFound('centre');
    }
    return (await this.stations.servedBy(centreId, day)).map(({ id }) => id);
  }
}
