import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { ObjectLiteral, Repository } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { earliestLocalDay, latestLocalDay } from '../../platform/database/local-day-sql.js';
import { type Page, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { reachedOn, reachParameter, StationsService } from '../../stations/stations.service.js';
import { namesOfBroadcasts } from './broadcasts.queries.js';
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
  ) {}

  /**
   * The broadcasts of a station on the days on which the actor reaches it, or of a centre on the days on which it serves
   * their stations; by start.
   * @throws NotFound for a centre outside the actor's reach, and for a station that is so on all days asked for
   */
  async list(query: BroadcastsQuery, actor: Actor): Promise<Page<BroadcastView>> {
    const { limit, cursor, withdrawn } = query;
    const rows = this.broadcasts
      .createQueryBuilder('b')
      .where(airsWithin(query), { from: query.from, until: query.until, now: this.clock.now() })
      .orderBy('b.startsAt')
      .addOrderBy('b.id')
      .limit(limit + 1);
    const [condition, parameters] = await this.within(query, actor);
    rows.andWhere(condition, parameters);
    rows.andWhere(withdrawn ? 'b.planned_at IS NOT NULL' : "b.state = 'planned'");
    const after = decodeStartCursor(cursor);
    if (after) rows.andWhere('(b.starts_at, b.id) > (:startsAt::timestamptz, :id::uuid)', { ...after });
    const page = toPage(await rows.getMany(), limit, (row) => startKey(row, row.id));
    const names = await namesOfBroadcasts(this.broadcasts, page.items);
    return { items: page.items.map((one) => presentBroadcast(one, names.get(one.id))), next: page.next };
  }

  private async within(query: BroadcastsQuery, actor: Actor): Promise<[condition: string, parameters: ObjectLiteral]> {
    const { stationId, centreId } = query;
    if (stationId !== undefined) {
      const { timeZone } = await this.stations.find(stationId);
      const from = query.from ?? localDay(this.clock.now(), timeZone);
      const days = { from, until: query.until ?? addDays(from, DAYS_MORE) };
      await this.stations.findVisibleOn(days, stationId, actor, 'schedule:read');
      const reached = reachedOn('b.station_id', "daterange(b.airs_on, b.airs_on, '[]')", ':reach');
      return [
        `b.station_id = :stationId AND ${reached}`,
        { stationId, reach: reachParameter(actor.reach('schedule:read')) },
      ];
    }
    if (centreId === undefined || !actor.mayAtCentre('schedule:read', centreId)) {
      throw new NotFound('centre');
    }
    return [SERVED_THEN, { centreId }];
  }
}

const DAYS_MORE = 6;
const UNTIL = ':until::date';

const SERVED_THEN = `EXISTS (SELECT FROM centre_stations c WHERE c.station_id = b.station_id AND c.centre_id = :centreId
  AND daterange(c.served_from, c.served_until) @> b.airs_on)`;

/**
 * Without `from`, each station begins with its own local day. The broadcasting day, by which the table is partitioned, is
 * the local day or the one before it.
 */
function airsWithin({ from, until }: Pick<BroadcastsQuery, 'from' | 'until'>): string {
  const today = '(:now::timestamptz AT TIME ZONE b.time_zone)::date';
  const first = from === undefined ? today : ':from::date';
  const [earliest, latest] = from === undefined ? [earliestLocalDay(':now'), latestLocalDay(':now')] : [first, first];
  const [last, atLatest] = until === undefined ? [first, latest].map((day) => `${day} + ${DAYS_MORE}`) : [UNTIL, UNTIL];
  return `b.airs_on BETWEEN ${first} AND ${last} AND b.air_day BETWEEN ${earliest} - 1 AND ${atLatest}`;
}
