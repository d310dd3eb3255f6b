import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { StationsService } from '../../stations/stations.service.js';
import { confirmationsOf } from '../confirmations/confirmations.queries.js';
import { playsOfDay } from '../outcomes/outcome-facts.queries.js';
import { broadcastsOfDay, outcomesOf } from '../outcomes/outcomes.queries.js';
import type { StationDay } from '../outcomes/station-days.js';
import { type KnownBroadcast, presentDay } from './present-day.js';
import type { TodayView } from './today.schemas.js';

/** What airs at a station on one of its days, and what is known of it. */
@Injectable()
export class TodayViews {
  constructor(
    private readonly stations: StationsService,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * The day in the order of the clock, without what was withdrawn.
   * @param asked.day local day `YYYY-MM-DD`; the station's present day when left out
   * @throws NotFound also when the station is outside the actor's scope on that day
   */
  async list(stationId: string, asked: { day?: string | undefined; by: Actor }): Promise<TodayView> {
    const now = this.clock.now();
    const station = await this.stations.find(stationId);
    const day = asked.day ?? localDay(now, station.timeZone);
    const days = { from: day, until: day };
    await this.stations.findVisibleOn(days, stationId, asked.by, 'playback:read');
    const mayConfirm = await this.stations.mayAt('playback:confirm', stationId, days, asked.by);
    return presentDay({ station, day, mayConfirm, broadcasts: await this.known({ stationId, day }) }, now);
  }

  private async known(day: StationDay): Promise<KnownBroadcast[]> {
    const planned = (await broadcastsOfDay(this.source, day)).filter(({ withdrawn }) => !withdrawn);
    const ids = planned.map(({ id }) => id);
    const decided = await outcomesOf(this.source, ids);
    const confirmations = await confirmationsOf(this.source, ids);
    const plays = await playsOfDay(this.source, day);
    return planned.map((broadcast) => ({
      broadcast,
      plays: plays.get(broadcast.id) ?? [],
      decided: decided.find(({ broadcastId }) => broadcastId === broadcast.id),
      confirmation: confirmations.find(({ broadcastId }) => broadcastId === broadcast.id),
    }));
  }
}
