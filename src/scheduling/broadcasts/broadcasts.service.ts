import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import { earliestLocalDay, latestLocalDay } from '../../platform/database/local-day-sql.js';
import { NotFound } from '../../platform/http/problem.js';
import { Broadcast } from './broadcast.entity.js';
import { MAY_AIR } from './may-air.js';

/** Broadcasts, as the modules above read them. */
@Injectable()
export class BroadcastsService {
  constructor(@InjectRepository(Broadcast) private readonly broadcasts: Repository<Broadcast>) {}

  /** @throws NotFound */
  async find(id: string): Promise<Broadcast> {
    const broadcast = await this.broadcasts.findOneBy({ id });
    if (!broadcast) throw new NotFound('broadcast');
    return broadcast;
  }

  /** What may air at a station between two instants (`until` excluded), by start; includes what is on the air at `from`. */
  airing(stationId: string, from: Date, until: Date): Promise<Broadcast[]> {
    return this.between(stationId, from, until).andWhere(MAY_AIR).getMany();
  }

  private between(stationId: string, from: Date, until: Date): SelectQueryBuilder<Broadcast> {
    return this.broadcasts
      .createQueryBuilder('b')
      .where('b.station_id = :stationId AND b.starts_at < :until AND b.ends_at > :from', { stationId, from, until })
      .andWhere(NEAR_DAYS, { from, until })
      .orderBy('b.startsAt')
      .addOrderBy('b.id');
  }
}

const NEAR_DAYS = `b.airs_on BETWEEN ${earliestLocalDay(':from')} AND ${latestLocalDay(':until')}`;
