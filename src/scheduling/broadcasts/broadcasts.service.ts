import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { NotFound } from '../../platform/http/http.problems.js';
import { Broadcast } from './broadcast.entity.js';
import { airingBroadcasts, type AiringBroadcast, type NextBroadcast, nextBroadcast } from './broadcasts.queries.js';

export type { AiringBroadcast, NextBroadcast };

/** Broadcasts, as the modules above read them. */
@Injectable()
export class BroadcastsService {
  constructor(private readonly source: DataSource) {}

  /** @throws NotFound also when it never was planned */
  async find(id: string): Promise<Broadcast> {
    const broadcast = await this.source.manager.findOneBy(Broadcast, { id, plannedAt: Not(IsNull()) });
    if (!broadcast) throw new NotFound('broadcast');
    return broadcast;
  }

  /** What may air at a station between two instants (`until` excluded), by start; includes what is on the air at `from`. */
  airing(stationId: string, from: Date, until: Date): Promise<AiringBroadcast[]> {
    return airingBroadcasts(this.source, stationId, { from, until });
  }

  /** The first broadcast that may air at a station and begins after the instant and after the local day, of what is planned. */
  next(stationId: string, after: { instant: Date; day: string }): Promise<NextBroadcast | undefined> {
    return nextBroadcast(this.source, stationId, after);
  }
}
