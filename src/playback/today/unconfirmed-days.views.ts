import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { StationsService } from '../../stations/stations.service.js';
import { unconfirmedDays } from './unconfirmed-days.queries.js';
import type { UnconfirmedDays } from './unconfirmed-days.schemas.js';

/** Which past days of a station still wait for its operator. */
@Injectable()
export class UnconfirmedDaysViews {
  constructor(
    private readonly stations: StationsService,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The UNCONFIRMED_DAYS before the present one, without those on which nothing waits.
   * @throws NotFound when the actor may confirm at the station on none of them
   */
  async list(stationId: string, actor: Actor): Promise<UnconfirmedDays> {
    const now = this.clock.now();
    const { timeZone } = await this.stations.find(stationId);
    const today = localDay(now, timeZone);
    const days = { from: addDays(today, -this.config.settings.UNCONFIRMED_DAYS), until: addDays(today, -1) };
    await this.stations.findVisibleOn({ ...days, until: today }, stationId, actor, 'playback:confirm');
    const reach = actor.reach('playback:confirm');
    return { items: await unconfirmedDays(this.source, { stationId, ...days }, { reach, now }) };
  }
}
