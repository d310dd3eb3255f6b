import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { ReadinessService } from '../../playlists/readiness/readiness.service.js';
import { BroadcastsService, type NextBroadcast } from '../../scheduling/broadcasts/broadcasts.service.js';
import { StationsService } from '../../stations/stations.service.js';
import { confirmationsOf } from '../confirmations/confirmations.queries.js';
import { playsOfDay } from '../outcomes/outcome-facts.queries.js';
import { broadcastsOfDay, outcomesOf } from '../outcomes/outcomes.queries.js';
import type { StationDay } from '../outcomes/station-days.js';
import { isOfDay, type KnownBroadcast, presentDay } from './present-day.js';
import type { TodayView } from './today.schemas.js';

/** What airs at a station on one of its days, and what is known of it. */
@Injectable()
export class TodayViews {
  constructor(
    private readonly stations: StationsService,
    private readonly broadcasts: BroadcastsService,
    private readonly readiness: ReadinessService,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * The day in the order of the clock; of what was withdrawn, only what had begun by then or sounded all the same.
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
    const broadcasts = await this.known({ stationId, day });
    const isOver = broadcasts.every(({ broadcast }) => broadcast.endsAt <= now);
    const next = isOver ? await this.next(stationId, { instant: now, day }, asked.by) : undefined;
    const devices = await this.readiness.devicesAt(stationId);
    return presentDay({ station, day, mayConfirm, broadcasts, devices, next }, now);
  }

  /** What comes after the day, if the actor may see it: another centre may serve the station then. */
  private async next(
    stationId: string,
    after: { instant: Date; day: string },
    by: Actor,
  ): Promise<NextBroadcast | undefined> {
    const next = await this.broadcasts.next(stationId, after);
    const then = next && { from: next.airsOn, until: next.airsOn };
    return then && (await this.stations.mayAt('playback:read', stationId, then, by)) ? next : undefined;
  }

  private async known(day: StationDay): Promise<KnownBroadcast[]> {
    const plays = await playsOfDay(this.source, day);
    const broadcasts = (await broadcastsOfDay(this.source, day))
      .map((broadcast) => ({ broadcast, plays: plays.get(broadcast.id) ?? [] }))
      .filter((known) => isOfDay({ ...known, decided: undefined }));
    const ids = broadcasts.map(({ broadcast }) => broadcast.id);
    const decided = await outcomesOf(this.source, ids);
    const confirmations = await confirmationsOf(this.source, ids);
    return broadcasts.map((known) => ({
      ...known,
      decided: decided.find(({ broadcastId }) => broadcastId === known.broadcast.id),
      confirmation: confirmations.find(({ broadcastId }) => broadcastId === known.broadcast.id),
    }));
  }
}
